using System.Text;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Csv;

/// <summary>Cuts text into lines and fields (RFC 4180); empty lines are left out. Line numbers are those of an editor, also after quoted line breaks.</summary>
internal sealed class CsvScanner(string text)
{
    private int at;
    private int line = 1;

    public List<(int Line, List<string> Fields)> ReadAll(RequestFaults faults)
    {
        List<(int, List<string>)> lines = [];
        while (at < text.Length)
        {
            var start = line;
            var fields = ReadLine(faults);
            if (fields is not [""])
                lines.Add((start, fields));
        }
        return lines;
    }

    private List<string> ReadLine(RequestFaults faults)
    {
        List<string> fields = [];
        while (true)
        {
            fields.Add(at < text.Length && text[at] == '"' ? ReadQuoted(faults) : ReadPlain());
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }
            EndLine();
            return fields;
        }
    }

    private string ReadPlain()
    {
        var end = text.AsSpan(at).IndexOfAny(",\r\n");
        var field = end < 0 ? text[at..] : text.Substring(at, end);
        at += field.Length;
        return field;
    }

    private string ReadQuoted(RequestFaults faults)
    {
        var (first, field) = (line, new StringBuilder());
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                line += text[at] == '\n' ? 1 : 0;
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append('"');
                at++;
            }
            else
            {
                at++;
                if (at < text.Length && text[at] is not (',' or '\r' or '\n'))
                    faults.Add($"line {line}", "there is text after the closing quote of a field.");
                return field.ToString() + ReadPlain();
            }
        }
        faults.Add($"line {first}", "a quoted field is not closed.");
        return field.ToString();
    }

    private void EndLine()
    {
        if (at < text.Length && text[at] == '\r')
            at++;
        if (at < text.Length && text[at] == '\n')
            at++;
        line++;
    }
}
