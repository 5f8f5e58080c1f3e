/* SPDX-License-Identifier: MIT
 * port.c - the port to nowhere: the whole core linked with -nostdlib and nothing else, which proves
 * that it is freestanding. It starts, refuses an image that is none, and ends with status 0.
 */
#include "adder.h"
#include "core/port.h"
#include "core/port_file.h"

/* ---- what a compiler may call anyway -------------------------------------------------------- */

void *memcpy(void *restrict to, const void *restrict from, size_t n)
{
    return memmove(to, from, n);
}

void *memmove(void *to, const void *from, size_t n)
{
    unsigned char *t = to;
    const unsigned char *f = from;
    size_t i;
    if (t < f)
        for (i = 0; i < n; i++)
            t[i] = f[i];
    else
        while (n--)
            t[n] = f[n];
    return to;
}

void *memset(void *to, int byte, size_t n)
{
    unsigned char *t = to;
    while (n--)
        *t++ = (unsigned char)byte;
    return to;
}

int memcmp(const void *a, const void *b, size_t n)
{
    const unsigned char *x = a, *y = b;
    for (; n--; x++, y++)
        if (*x != *y)
            return *x < *y ? -1 : 1;
    return 0;
}

/* ---- a machine that does nothing ------------------------------------------------------------ */

void adport_write(struct adder_vm *vm, int to, const char *text, size_t length)
{
    (void)vm, (void)to, (void)text, (void)length;
}

int adport_read(struct adder_vm *vm)
{
    (void)vm;
    return -1;
}

uint32_t adport_ticks_ms(void) { return 0; }
uint32_t adport_ticks_us(void) { return 0; }
void adport_sleep_us(uint32_t us) { (void)us; }
void adport_sleep_ms(uint32_t ms) { (void)ms; }
void adport_tells_memory(bool lacking) { (void)lacking; }
double adport_clock(unsigned which) { return which; }

void adport_pin_mode(struct adder_vm *vm, uint8_t pin, uint8_t mode)
{
    (void)vm, (void)pin, (void)mode;
}

void adport_pin_write(struct adder_vm *vm, uint8_t pin, bool high)
{
    (void)vm, (void)pin, (void)high;
}

bool adport_pin_read(struct adder_vm *vm, uint8_t pin)
{
    (void)vm;
    return pin & 1;
}

void adport_pwm(struct adder_vm *vm, uint8_t pin, uint16_t duty)
{
    (void)vm, (void)pin, (void)duty;
}

uint16_t adport_adc(struct adder_vm *vm, uint8_t channel)
{
    (void)vm;
    return channel;
}

uint8_t adport_mem8(struct adder_vm *vm, uint32_t address, int value)
{
    (void)vm, (void)value;
    return (uint8_t)address;
}

double adport_pow(double x, double y) { return x * y; }
double adport_fmod(double x, double y) { return x - y; }

double adport_math(unsigned function, double x, double y) { return function + x + y; }

#define NO_FILES (-38) /* ENOSYS */

int32_t adport_file_open(struct adder_vm *vm, const char *name, unsigned flags)
{
    (void)vm, (void)name, (void)flags;
    return NO_FILES;
}

int32_t adport_file_read(struct adder_vm *vm, int32_t file, void *to, size_t n)
{
    (void)vm, (void)file, (void)to, (void)n;
    return NO_FILES;
}

int32_t adport_file_write(struct adder_vm *vm, int32_t file, const void *from, size_t n)
{
    (void)vm, (void)file, (void)from, (void)n;
    return NO_FILES;
}

int64_t adport_file_seek(struct adder_vm *vm, int32_t file, int64_t offset, unsigned whence)
{
    (void)vm, (void)file, (void)offset, (void)whence;
    return NO_FILES;
}

int32_t adport_file_close(struct adder_vm *vm, int32_t file)
{
    (void)vm, (void)file;
    return NO_FILES;
}

/* ---- start ---------------------------------------------------------------------------------- */

static _Alignas(16) unsigned char region[65536];

static int run(void)
{
    static const unsigned char image[64] = "no image";
    struct adder_vm *vm = adder_open(region, sizeof region);
    enum adder_status status = vm ? adder_load(vm, image, sizeof image, 0, 0) : ADDER_OK;
    if (status == ADDER_IMAGE && adder_run(vm, 0) == ADDER_STATE)
        return 0;
    return 1;
}

/* The only line that knows the system below: where there is none, the run never ends. */
static void leave(int status)
{
#if defined(__x86_64__) && defined(__linux__)
    __asm__ volatile("syscall" : : "a"(60), "D"(status));
#elif defined(__aarch64__) && defined(__linux__)
    register long x0 __asm__("x0") = status;
    register long x8 __asm__("x8") = 93;
    __asm__ volatile("svc 0" : : "r"(x0), "r"(x8));
#else
    (void)status;
#endif
    for (;;)
        ;
}

void _start(void);

#if defined(__x86_64__)
__attribute__((force_align_arg_pointer))
#endif
void _start(void)
{
    leave(run());
}
