/* open62541 as client: open62541-client URL POLICY MODE USER PASSWORD [CERTIFICATE.der KEY.der SERVER.der]. USER is "-" for nobody, MODE the number of
 * the security mode, SERVER.der the certificate that it trusts. Walks through the services of a server with the address space that all peers have, a
 * line each, and says "VALUES" whenever five values of Counter came since the (last) connection. It ends with its input. */
#include <open62541/client.h>
#include <open62541/client_config_default.h>
#include <open62541/client_highlevel.h>
#include <open62541/client_subscriptions.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int values;
static UA_UInt32 subscriptionId;

static UA_ByteString file(const char *path) {
  UA_ByteString bytes = UA_BYTESTRING_NULL;
  FILE *in = fopen(path, "rb");
  if (!in) {
    perror(path);
    exit(1);
  }
  fseek(in, 0, SEEK_END);
  UA_ByteString_allocBuffer(&bytes, (size_t)ftell(in));
  rewind(in);
  if (fread(bytes.data, 1, bytes.length, in) != bytes.length)
    exit(1);
  fclose(in);
  return bytes;
}

static void check(UA_StatusCode status, const char *what) {
  if (status == UA_STATUSCODE_GOOD)
    return;
  fprintf(stderr, "%s: %s\n", what, UA_StatusCode_name(status));
  exit(1);
}

static void changed(UA_Client *client, UA_UInt32 subscription, void *subscriptionContext, UA_UInt32 item, void *itemContext, UA_DataValue *value) {
  (void)client, (void)subscription, (void)subscriptionContext, (void)item, (void)itemContext;
  if (value->hasValue && ++values == 5) {
    printf("VALUES\n");
    fflush(stdout);
  }
}

static int ended(void) {
  struct pollfd input = {.fd = 0, .events = POLLIN};
  char rest[64];
  return poll(&input, 1, 0) > 0 && read(0, rest, sizeof rest) <= 0;
}

static void secure(UA_ClientConfig *config, char **arguments) {
  UA_ByteString trusted = file(arguments[2]);
  check(UA_ClientConfig_setDefaultEncryption(config, file(arguments[0]), file(arguments[1]), &trusted, 1, NULL, 0), "encryption");
  UA_String_clear(&config->clientDescription.applicationUri);
  config->clientDescription.applicationUri = UA_STRING_ALLOC("urn:faultline:peer:open62541-client");
}

static void walk(UA_Client *client) {
  UA_BrowseDescription node;
  UA_BrowseDescription_init(&node);
  node.nodeId = UA_NODEID_STRING(1, "Machine");
  node.resultMask = UA_BROWSERESULTMASK_ALL;
  node.referenceTypeId = UA_NODEID_NUMERIC(0, UA_NS0ID_HIERARCHICALREFERENCES);
  node.includeSubtypes = true;
  UA_BrowseRequest browse;
  UA_BrowseRequest_init(&browse);
  browse.nodesToBrowse = &node;
  browse.nodesToBrowseSize = 1;
  UA_BrowseResponse browsed = UA_Client_Service_browse(client, browse);
  check(browsed.responseHeader.serviceResult, "browse");
  printf("browse");
  for (size_t i = 0; i < browsed.results[0].referencesSize; i++) {
    UA_String name = browsed.results[0].references[i].browseName.name;
    printf("%c%.*s", i ? ',' : ' ', (int)name.length, (char *)name.data);
  }

  UA_Variant value;
  check(UA_Client_readValueAttribute(client, UA_NODEID_STRING(1, "Temperature"), &value), "read");
  printf("\nread %g\n", *(UA_Double *)value.data);

  UA_Double setpoint = 17.25;
  UA_Variant wanted;
  UA_Variant_setScalar(&wanted, &setpoint, &UA_TYPES[UA_TYPES_DOUBLE]);
  check(UA_Client_writeValueAttribute(client, UA_NODEID_STRING(1, "Setpoint"), &wanted), "write");
  check(UA_Client_readValueAttribute(client, UA_NODEID_STRING(1, "Setpoint"), &value), "read back");
  printf("write Good %g\n", *(UA_Double *)value.data);

  UA_Double numbers[] = {2.5, 4};
  UA_Variant inputs[2], *outputs;
  size_t count;
  for (int i = 0; i < 2; i++)
    UA_Variant_setScalar(&inputs[i], &numbers[i], &UA_TYPES[UA_TYPES_DOUBLE]);
  check(UA_Client_call(client, UA_NODEID_STRING(1, "Machine"), UA_NODEID_STRING(1, "Add"), 2, inputs, &count, &outputs), "call");
  printf("call Good %g\n", *(UA_Double *)outputs[0].data);
  fflush(stdout);
}

static void subscribe(UA_Client *client) {
  values = 0;
  UA_CreateSubscriptionRequest request = UA_CreateSubscriptionRequest_default();
  request.requestedPublishingInterval = 50;
  UA_CreateSubscriptionResponse subscription = UA_Client_Subscriptions_create(client, request, NULL, NULL, NULL);
  check(subscription.responseHeader.serviceResult, "subscribe");
  subscriptionId = subscription.subscriptionId;
  UA_MonitoredItemCreateRequest item = UA_MonitoredItemCreateRequest_default(UA_NODEID_STRING(1, "Counter"));
  item.requestedParameters.samplingInterval = 10;
  item.requestedParameters.queueSize = 100;
  check(UA_Client_MonitoredItems_createDataChange(client, subscriptionId, UA_TIMESTAMPSTORETURN_BOTH, item, NULL, changed, NULL).statusCode, "monitor");
}

static UA_Client *connected(char **arguments, int count) {
  UA_Client *client = UA_Client_new();
  UA_ClientConfig *config = UA_Client_getConfig(client);
  if (count == 9)
    secure(config, arguments + 6);
  else
    UA_ClientConfig_setDefault(config);
  config->securityPolicyUri = UA_STRING_ALLOC(arguments[2]);
  config->securityMode = (UA_MessageSecurityMode)atoi(arguments[3]);
  UA_StatusCode status = strcmp(arguments[4], "-") == 0
    ? UA_Client_connect(client, arguments[1]) : UA_Client_connectUsername(client, arguments[1], arguments[4], arguments[5]);
  if (status == UA_STATUSCODE_GOOD) {
    /* From discovery to the session it connects twice; later it is the loop below that connects again, and subscribes. */
    UA_Client_getConfig(client)->noReconnect = true;
    return client;
  }
  fprintf(stderr, "connect: %s\n", UA_StatusCode_name(status));
  UA_Client_delete(client);
  return NULL;
}

int main(int argc, char **argv) {
  UA_Client *client = connected(argv, argc);
  if (!client)
    return 1;
  walk(client);
  subscribe(client);
  while (!ended()) {
    if (client && UA_Client_run_iterate(client, 20) != UA_STATUSCODE_GOOD) {
      UA_Client_delete(client);
      client = NULL;
    }
    if (!client && (client = connected(argv, argc)) != NULL)
      subscribe(client);
    else if (!client)
      usleep(100000);
  }
  if (client) {
    /* A Publish request that is refused because the session closes makes this client create another session, so none may be left waiting. */
    check(UA_Client_Subscriptions_deleteSingle(client, subscriptionId), "delete subscription");
    UA_Client_disconnect(client);
    UA_Client_delete(client);
  }
  return 0;
}
