/* SPDX-License-Identifier: MIT
 * sim.h - what the files of adder-sim share: the options, the loaded program, the running chip.
 * A hosted program of its own: it links simavr, which is GPL, and nothing of Adder links it.
 *
 * Reading order: main.c (options), load.c (ELF and hex), core.c (the run loop and simavr's
 * faults), chips.c, uart.c, line.c, pins.c, vcd.c, wave.c, stats.c, profile.c.
 */
#ifndef ADDER_SIM_H
#define ADDER_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>

#include "protocol.h"

enum adsim_exit { ADSIM_EXIT_USAGE = 2, ADSIM_EXIT_LIMIT = 124, ADSIM_EXIT_FAULT = 125 };

enum { ADSIM_MAX_WAVES = 16, ADSIM_MAX_INPUTS = 64, ADSIM_MAX_PINS = 96 };

struct adsim_input { /* --input: a level that the world puts on a pin at a time */
    const char *pin;
    uint8_t level;
    double ms;
};

struct adsim_chip { /* and its board */
    const char *mcu, *board;
    uint32_t frequency;
    unsigned count;        /* of pins */
    const char (*pins)[2]; /* port letter, bit */
    unsigned first_analog;
    unsigned loader; /* bytes of flash that the boot loader keeps */
    struct {
        uint16_t status, mark, figure;
    } protocol; /* protocol.h: data-space addresses */
    uint16_t watchdog; /* control register  */
    int line; /* pin on which a firmware makes the bits of a serial line, or -1: it has a UART */
};

struct adsim_options {
    const char *firmware;
    const struct adsim_chip *chip;
    uint32_t frequency;
    uint64_t cycle_limit; /* 0: none */
    const char *vcd_path;
    const char *json_path; /* NULL: standard error */
    const char *profile_path; /* NULL: the table of functions only */
    const char *timed;        /* --time: a function, NULL none     */
    const char *waves[ADSIM_MAX_WAVES];
    unsigned wave_count;
    struct adsim_input inputs[ADSIM_MAX_INPUTS];
    unsigned input_count;
    double window_from_ms, window_to_ms; /* --window; to <= from: chosen by the drawing */
    bool feed_stdin, stats, json, profile, print_pins, marks, ascii, realtime;
};

struct adsim_symbol {
    uint32_t address; /* code: byte address in flash */
    char *name;
};

struct adsim_program { /* what a firmware file holds */
    uint8_t *flash;
    uint32_t flash_end;  /* one past the highest byte loaded */
    uint32_t flash_used; /* bytes loaded */
    uint8_t *eeprom;
    uint32_t eeprom_size;
    bool from_elf; /* only then the following are known */
    uint32_t static_ram;
    uint32_t heap_start; /* data address of the first byte behind .bss */
    uint32_t stack_reserve;
    struct adsim_symbol *functions; /* sorted by address */
    size_t function_count;
};

struct adsim_edge {
    uint64_t cycle;
    char level; /* '0', '1' or 'z' */
};

struct adsim;

struct adsim_pin {
    struct adsim *sim;
    char port;   /* 'A' ... 'L' */
    uint8_t bit; /* 0 ... 7 */
    char level;  /* '0', '1', or 'z' while the pin is an input */
    int arduino; /* pin number, or -1 */
    char name[16];
    bool watched; /* its edges are kept, for --wave */
    struct adsim_edge *edges;
    size_t edge_count, edge_room;
};

struct adsim_uart {
    avr_uart_t *model; /* simavr's own, of which the data path is replaced */
    avr_io_write_t model_write_b;
    void *model_write_b_param;
    bool shifting, holding; /* transmitter: byte on the line, byte waiting behind it */
    uint8_t shift_byte, hold_byte;
    uint8_t rx[2]; /* the receiver's two-byte buffer */
    unsigned rx_count;
    uint8_t in[512]; /* read from standard input, not yet on the line */
    unsigned in_at, in_count;
    bool in_closed;
    uint64_t sent, received, held_back, overwritten;
    uint8_t last_sent;
};

struct adsim_line { /* the serial line of a chip without a UART: line.c */
    char port;
    uint8_t bit, byte;
    unsigned at;    /* which bit of a byte comes next, 0: none is on the line */
    uint64_t begin; /* of the byte, in cycles                                 */
};

struct adsim_mark {
    uint64_t cycle;
    uint8_t value;
};

struct adsim_profile {
    uint64_t *cycles; /* per flash word */
    uint64_t instructions, asleep, interrupt_entry;
};

struct adsim_timed { /* the calls of one function, with all that it calls and interrupts */
    uint32_t address;
    bool inside, returns; /* called; the next instruction is a ret, of whomever */
    uint16_t sp;          /* behind its return address                           */
    uint64_t begin, calls, total, longest;
};

struct adsim_ram { /* the RAM between C variables and C stack: ram.c */
    uint16_t from, to, used;
    uint16_t row, row_end; /* bytes of the longest row that is untouched, and where it ends */
    uint64_t used_at, next; /* cycles */
};

enum adsim_end { ADSIM_RUNNING, ADSIM_ENDED, ADSIM_LIMIT, ADSIM_FAULT };

struct adsim {
    const struct adsim_options *options;
    avr_t *avr;
    struct adsim_program program;
    struct adsim_uart uart;
    struct adsim_line line;
    struct adsim_pin pins[ADSIM_MAX_PINS];
    unsigned pin_count;
    FILE *vcd;
    uint64_t vcd_time;
    struct adsim_profile profile;
    struct adsim_timed timed;
    enum adsim_end end;
    char fault[256];
    uint8_t exit_status;
    bool status_written;
    /* stack watch: see core.c */
    uint16_t lowest_sp, stack_limit;
    uint64_t spl_cycle, lowest_sp_at;
    struct adsim_ram ram;
    bool high_byte_pending;
    unsigned starts;
    struct adsim_mark *marks;
    size_t mark_count, mark_room;
    uint8_t figure_bytes[3];
    unsigned figure_at;
    uint16_t figures[AD_SIM_FIGURE_LIMIT];
    bool figure_known[AD_SIM_FIGURE_LIMIT];
    uint64_t asleep_cycles;
    uint64_t host_start_ns;
};

/* main.c */
_Noreturn void adsim_die(int status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void *adsim_grow(void *items, size_t count, size_t *room, size_t item_size);
uint64_t adsim_host_ns(void);

/* load.c: reads the file or dies with a message */
void adsim_load(struct adsim_program *program, const char *path, uint32_t flash_size);
const struct adsim_symbol *adsim_function_named(
    const struct adsim_program *program, const char *name);
const struct adsim_symbol *adsim_function_at(const struct adsim_program *program, uint32_t pc);

/* core.c */
void adsim_start(struct adsim *sim);
void adsim_run(struct adsim *sim);
void adsim_fault(struct adsim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));
double adsim_ms(const struct adsim *sim, uint64_t cycles);

/* ram.c: looks now and then how much is touched */
void adsim_ram_start(struct adsim *sim);
void adsim_ram_look(struct adsim *sim);

/* chips.c: they die of names that nobody knows */
const struct adsim_chip *adsim_chip_named(const char *mcu);
const struct adsim_chip *adsim_chip_of_board(const char *board);

/* uart.c */
void adsim_uart_deliver(struct adsim *sim, uint8_t byte); /* to standard output */
void adsim_uart_start(struct adsim *sim);
void adsim_uart_after_reset(struct adsim *sim);
void adsim_uart_drain(struct adsim *sim);
double adsim_uart_baud(const struct adsim *sim);

/* line.c */
void adsim_line_start(struct adsim *sim);
void adsim_line_drain(struct adsim *sim);

/* pins.c */
void adsim_pins_start(struct adsim *sim);
struct adsim_pin *adsim_pin_named(struct adsim *sim, const char *name);

/* vcd.c */
void adsim_vcd_start(struct adsim *sim);
void adsim_vcd_edge(struct adsim *sim, const struct adsim_pin *pin);
void adsim_vcd_end(struct adsim *sim);

/* wave.c */
void adsim_wave_draw(const struct adsim *sim, const struct adsim_pin *pin);

/* profile.c: the step that counts, and what it found */
void adsim_profile_start(struct adsim *sim);
void adsim_time_before(struct adsim *sim);
void adsim_time_after(struct adsim *sim);
void adsim_time_print(const struct adsim *sim, FILE *to);

/* stats.c, profile.c */
void adsim_stats_text(const struct adsim *sim, FILE *to);
void adsim_stats_json(const struct adsim *sim, FILE *to);
void adsim_marks_print(const struct adsim *sim, FILE *to);
void adsim_profile_print(const struct adsim *sim, FILE *to);

#endif
