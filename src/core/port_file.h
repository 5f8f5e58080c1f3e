/* SPDX-License-Identifier: MIT
 * port_file.h - what a port with files and a calendar supplies besides core/port.h, and what it
 * does for pins that are more than high or low. A port without one of these leaves the function
 * out: the natives that need it are not linked then.
 */
#ifndef ADDER_PORT_FILE_H
#define ADDER_PORT_FILE_H

#include "base/base.h"

struct adder_vm;

/* Sends what adport_write has kept back: at the end of a run. 0, or errno of a failed write. */
int adport_flush(void);

/* From here on a sleep is over at once, and the clock goes on by as much as was slept. */
void adport_sleep_virtually(void);

/* Files by handle, 0 and up. A negative result is -errno, with Linux's numbers. */
enum adport_open {
    ADPORT_READ = 1, ADPORT_WRITE = 2, ADPORT_TRUNCATE = 4, ADPORT_CREATE = 8,
    ADPORT_EXCLUSIVE = 16, ADPORT_APPEND = 32
};
int32_t adport_file_open(struct adder_vm *vm, const char *name, unsigned flags);
int32_t adport_file_read(struct adder_vm *vm, int32_t file, void *to, size_t n);
int32_t adport_file_write(struct adder_vm *vm, int32_t file, const void *from, size_t n);
int64_t adport_file_seek(struct adder_vm *vm, int32_t file, int64_t offset, unsigned whence);
int32_t adport_file_close(struct adder_vm *vm, int32_t file);

/* Seconds: 0 since 1970, 1 since some moment that does not change. */
double adport_clock(unsigned which);

/* duty: 0..65535. A channel's level: 0..65535. A register's byte; value -1 reads. */
void adport_pwm(struct adder_vm *vm, uint8_t pin, uint16_t duty);
uint16_t adport_adc(struct adder_vm *vm, uint8_t channel);
uint8_t adport_mem8(struct adder_vm *vm, uint32_t address, int value);

#endif
