namespace Faultline.Dashboard.Pages;

/// <summary>What a new device begins with.</summary>
internal static class NewDevice
{
    /// <summary>A Modbus device with one tag, to be filled in; what is left out has its default.</summary>
    public const string Document = """
        {
          "name": "Press 1",
          "enabled": true,
          "system": { "id": "press-1", "number": 100, "name": "Press 1", "cycle_seconds": 60 },
          "protocol": "modbus",
          "host": "192.168.0.10",
          "port": 502,
          "modbus": { "unit_id": 1, "in_flight": 1 },
          "tags": [
            {
              "name": "PS1",
              "ordinal": 1,
              "title": "Pressure after main pump",
              "unit": "bar",
              "interval_ms": 1000,
              "modbus": { "area": "holding", "address": 0, "type": "float32", "order": "abcd" },
              "physical_minimum": 0,
              "physical_maximum": 400
            }
          ]
        }
        """;
}
