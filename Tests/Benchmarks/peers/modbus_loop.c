/*
 * The plainest client there is: libmodbus reading 125 holding registers in a loop, one request at a time.
 * modbus_loop PORT SECONDS; prints registers read, CPU seconds (user and system) and wall seconds.
 */
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double wall_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double cpu_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
    enum { block = 125, rounds = 64 };
    uint16_t registers[block];
    modbus_t *context;
    double began, cpu, seconds;
    long read = 0;

    if (argc != 3)
        return 2;
    seconds = atof(argv[2]);
    context = modbus_new_tcp("127.0.0.1", atoi(argv[1]));
    if (context == NULL || modbus_connect(context) == -1)
        return 1;
    began = wall_seconds();
    cpu = cpu_seconds();
    while (wall_seconds() - began < seconds) {
        for (int i = 0; i < rounds; i++) {
            int first = i * block;
            if (modbus_read_registers(context, first, block, registers) != block || registers[block - 1] != first + block - 1)
                return 1;
            read += block;
        }
    }
    printf("%ld %.6f %.6f\n", read, cpu_seconds() - cpu, wall_seconds() - began);
    modbus_close(context);
    modbus_free(context);
    return 0;
}
