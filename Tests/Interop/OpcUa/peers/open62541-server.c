/* open62541 as server: open62541-server PORT CERTIFICATE.der KEY.der LIMIT. All policies; anonymous and user "operator"/"secret"; the same address
 * space as node-opcua-server.js. LIMIT bounds the nodes of each request and the references of a browse; 0: no bound. Prints "PORT n"; ends with
 * its input. Certificates of clients are accepted, as it is the client's security that is tested against it. */
#include <open62541/plugin/accesscontrol_default.h>
#include <open62541/plugin/log_stdout.h>
#include <open62541/plugin/pki_default.h>
#include <open62541/server.h>
#include <open62541/server_config_default.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static UA_UInt32 count;

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

static void variable(UA_Server *server, UA_NodeId parent, char *name, void *value, const UA_DataType *type) {
  UA_VariableAttributes attributes = UA_VariableAttributes_default;
  UA_Variant_setScalar(&attributes.value, value, type);
  attributes.dataType = type->typeId;
  attributes.valueRank = UA_VALUERANK_SCALAR;
  attributes.displayName = UA_LOCALIZEDTEXT("", name);
  attributes.accessLevel = UA_ACCESSLEVELMASK_READ | UA_ACCESSLEVELMASK_WRITE;
  check(UA_Server_addVariableNode(server, UA_NODEID_STRING(1, name), parent, UA_NODEID_NUMERIC(0, UA_NS0ID_HASCOMPONENT), UA_QUALIFIEDNAME(1, name),
                                  UA_NODEID_NUMERIC(0, UA_NS0ID_BASEDATAVARIABLETYPE), attributes, NULL, NULL), name);
}

static UA_NodeId object(UA_Server *server, char *name) {
  UA_ObjectAttributes attributes = UA_ObjectAttributes_default;
  attributes.displayName = UA_LOCALIZEDTEXT("", name);
  UA_NodeId id = UA_NODEID_STRING(1, name);
  check(UA_Server_addObjectNode(server, id, UA_NODEID_NUMERIC(0, UA_NS0ID_OBJECTSFOLDER), UA_NODEID_NUMERIC(0, UA_NS0ID_ORGANIZES),
                                UA_QUALIFIEDNAME(1, name), UA_NODEID_NUMERIC(0, UA_NS0ID_FOLDERTYPE), attributes, NULL, NULL), name);
  return id;
}

static void tick(UA_Server *server, void *data) {
  (void)data;
  count++;
  UA_DataValue value;
  UA_DataValue_init(&value);
  UA_Variant_setScalar(&value.value, &count, &UA_TYPES[UA_TYPES_UINT32]);
  value.hasValue = value.hasSourceTimestamp = true;
  value.sourceTimestamp = UA_DateTime_now();
  UA_Server_writeDataValue(server, UA_NODEID_STRING(1, "Counter"), value);
}

static UA_StatusCode add(UA_Server *server, const UA_NodeId *session, void *sessionContext, const UA_NodeId *method, void *methodContext,
                         const UA_NodeId *owner, void *ownerContext, size_t inputs, const UA_Variant *input, size_t outputs, UA_Variant *output) {
  (void)server, (void)session, (void)sessionContext, (void)method, (void)methodContext, (void)owner, (void)ownerContext, (void)inputs, (void)outputs;
  UA_Double sum = *(UA_Double *)input[0].data + *(UA_Double *)input[1].data;
  return UA_Variant_setScalarCopy(output, &sum, &UA_TYPES[UA_TYPES_DOUBLE]);
}

static void addMethod(UA_Server *server, UA_NodeId parent) {
  UA_Argument arguments[3];
  char *names[] = {"a", "b", "sum"};
  for (int i = 0; i < 3; i++) {
    UA_Argument_init(&arguments[i]);
    arguments[i].name = UA_STRING(names[i]);
    arguments[i].dataType = UA_TYPES[UA_TYPES_DOUBLE].typeId;
    arguments[i].valueRank = UA_VALUERANK_SCALAR;
  }
  UA_MethodAttributes attributes = UA_MethodAttributes_default;
  attributes.displayName = UA_LOCALIZEDTEXT("", "Add");
  attributes.executable = attributes.userExecutable = true;
  check(UA_Server_addMethodNode(server, UA_NODEID_STRING(1, "Add"), parent, UA_NODEID_NUMERIC(0, UA_NS0ID_HASCOMPONENT), UA_QUALIFIEDNAME(1, "Add"),
                                attributes, add, 2, arguments, 1, &arguments[2], NULL, NULL), "Add");
}

static void fill(UA_Server *server) {
  UA_Double temperature = 42.5, setpoint = 1;
  UA_NodeId machine = object(server, "Machine");
  variable(server, machine, "Temperature", &temperature, &UA_TYPES[UA_TYPES_DOUBLE]);
  variable(server, machine, "Setpoint", &setpoint, &UA_TYPES[UA_TYPES_DOUBLE]);
  variable(server, machine, "Counter", &count, &UA_TYPES[UA_TYPES_UINT32]);
  addMethod(server, machine);
  UA_NodeId many = object(server, "Many");
  static char names[45][16];
  for (UA_UInt32 i = 0; i < 45; i++) {
    snprintf(names[i], sizeof names[i], "Item%u", i);
    variable(server, many, names[i], &i, &UA_TYPES[UA_TYPES_UINT32]);
  }
}

static void configure(UA_ServerConfig *config, char **arguments) {
  UA_ByteString certificate = file(arguments[2]), key = file(arguments[3]);
  config->logging = UA_Log_Stdout_new(UA_LOGLEVEL_FATAL);
  check(UA_ServerConfig_setDefaultWithSecurityPolicies(config, (UA_UInt16)atoi(arguments[1]), &certificate, &key, NULL, 0, NULL, 0, NULL, 0), "config");
  UA_CertificateVerification_AcceptAll(&config->secureChannelPKI);
  UA_CertificateVerification_AcceptAll(&config->sessionPKI);
  UA_String_clear(&config->applicationDescription.applicationUri);
  config->applicationDescription.applicationUri = UA_STRING_ALLOC("urn:faultline:peer:open62541");
  UA_UsernamePasswordLogin login = {UA_STRING("operator"), UA_STRING("secret")};
  UA_String policy = UA_STRING("http://opcfoundation.org/UA/SecurityPolicy#Basic256Sha256");
  check(UA_AccessControl_default(config, true, &policy, 1, &login), "access control");
  char url[64];
  snprintf(url, sizeof url, "opc.tcp://127.0.0.1:%s", arguments[1]);
  UA_Array_delete(config->serverUrls, config->serverUrlsSize, &UA_TYPES[UA_TYPES_STRING]);
  config->serverUrls = UA_Array_new(1, &UA_TYPES[UA_TYPES_STRING]);
  config->serverUrls[0] = UA_STRING_ALLOC(url);
  config->serverUrlsSize = 1;
}

/* After the address space is made: the limits hold for the server's own calls too. */
static void bound(UA_ServerConfig *config, UA_UInt32 limit) {
  config->maxNodesPerRead = config->maxNodesPerWrite = config->maxNodesPerMethodCall = config->maxNodesPerBrowse = limit;
  config->maxNodesPerRegisterNodes = config->maxNodesPerTranslateBrowsePathsToNodeIds = config->maxMonitoredItemsPerCall = limit;
  config->maxReferencesPerNode = limit;
}

int main(int argumentCount, char **arguments) {
  if (argumentCount != 5) {
    fprintf(stderr, "open62541-server PORT CERTIFICATE KEY LIMIT\n");
    return 2;
  }
  UA_ServerConfig config;
  memset(&config, 0, sizeof config);
  configure(&config, arguments);
  UA_Server *server = UA_Server_newWithConfig(&config);
  if (!server) {
    fprintf(stderr, "no server can be made of this configuration\n");
    return 1;
  }
  fill(server);
  bound(UA_Server_getConfig(server), (UA_UInt32)atoi(arguments[4]));
  UA_Server_addRepeatedCallback(server, tick, NULL, 20, NULL);
  check(UA_Server_run_startup(server), "startup");
  printf("PORT %s\n", arguments[1]);
  fflush(stdout);
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  char byte;
  while (poll(&input, 1, 0) <= 0 || read(STDIN_FILENO, &byte, 1) > 0)
    UA_Server_run_iterate(server, true);
  UA_Server_run_shutdown(server);
  UA_Server_delete(server);
  return 0;
}
