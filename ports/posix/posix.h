/* SPDX-License-Identifier: MIT
 * posix.h - what this port offers to programs that use it, beside core/port.h and core/port_file.h.
 */
#ifndef ADDER_POSIX_H
#define ADDER_POSIX_H

/* Standard output is kept in memory until there is much of it, somebody reads, errors are written, or
 * the program sleeps. Call this at the end. Returns 0, or errno of a write that failed. */
int adposix_flush(void);

#endif
