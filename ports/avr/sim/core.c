/* SPDX-License-Identifier: MIT
 * core.c - the chip: creation, the run loop, the protocol registers, the stack watch.
 *
 * The loop replaces simavr's own, to correct these faults of simavr 1.6:
 *   - after sei (or reti) two instructions pass before an interrupt, on the chip one;
 *   - entering an interrupt costs no cycles, on the chip 4 (5 with a 3-byte pc), 4 more from sleep;
 *   - every sleep lasts one cycle too long;
 *   - an invalid opcode is only reported;
 *   - timers 0 and 2 lack phase-correct PWM: their overflow then comes at every count;
 *   - a low level on an INTn pin, even an output's, starts one poll per cycle for ever, and each
 *     further falling edge another, until simavr runs out of timers.
 * The UART has faults of its own, corrected in uart.c.
 */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <simavr/avr_eeprom.h>
#include <simavr/avr_extint.h>
#include <simavr/avr_timer.h>
#include <simavr/sim_core.h>

#include "sim.h"

enum {
    STATUS_WATCHDOG_FLAG = 3, /* WDRF in MCUSR */
    MCUSR_ADDRESS = 0x54,
    WATCHDOG_ON = 3, /* WDE in its register */
    OPCODE_JUMP_TO_SELF = 0xcfff,
    FREE_RUN = 100000 /* cycles between two looks at the outside when no timer is due */
};

static struct adsim *running; /* simavr's logger and run callbacks carry no argument of ours */

double adsim_ms(const struct adsim *sim, uint64_t cycles)
{
    return (double)cycles * 1000.0 / sim->avr->frequency;
}

void adsim_fault(struct adsim *sim, const char *format, ...)
{
    if (sim->end == ADSIM_FAULT)
        return; /* the first one is the cause */
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(sim->fault, sizeof sim->fault, format, arguments);
    va_end(arguments);
    const struct adsim_symbol *at = adsim_function_at(&sim->program, sim->avr->pc);
    if (n > 0 && (size_t)n < sizeof sim->fault)
        snprintf(sim->fault + n, sizeof sim->fault - (size_t)n, ", pc 0x%04x%s%s%s, cycle %llu",
                 sim->avr->pc, at ? " (" : "", at ? at->name : "", at ? ")" : "",
                 (unsigned long long)sim->avr->cycle);
    sim->end = ADSIM_FAULT;
    sim->avr->run_cycle_count = 1; /* leave the inner loop */
}

static void log_line(avr_t *avr, const int level, const char *format, va_list arguments)
{
    if (level > LOG_ERROR || level == LOG_OUTPUT || !avr)
        return;
    if (strstr(format, "Invalid Opcode"))
        adsim_fault(running, "illegal instruction");
    else if (strstr(format, "Invalid"))
        adsim_fault(running, "access outside RAM");
    else if (running->end == ADSIM_RUNNING)
        vfprintf(stderr, format, arguments);
}

/* ---- protocol registers --------------------------------------------------------------------- */

static void status_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    avr->data[address] = value;
    sim->exit_status = value;
    sim->status_written = true;
}

static void mark_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    avr->data[address] = value;
    sim->marks = adsim_grow(sim->marks, sim->mark_count, &sim->mark_room, sizeof *sim->marks);
    sim->marks[sim->mark_count++] = (struct adsim_mark){avr->cycle, value};
}

static void figure_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    avr->data[address] = value;
    if (sim->figure_at == 0 && value == 0)
        return;
    sim->figure_bytes[sim->figure_at++] = value;
    if (sim->figure_at < 3)
        return;
    sim->figure_at = 0;
    unsigned tag = sim->figure_bytes[0];
    if (tag < AD_SIM_FIGURE_LIMIT) {
        sim->figures[tag] = (uint16_t)(sim->figure_bytes[1] | sim->figure_bytes[2] << 8);
        sim->figure_known[tag] = true;
    }
}

/* ---- stack watch ----
 * simavr writes SPL, then SPH, in one instruction for push, pop, call and return. A prologue of
 * avr-gcc writes SPH first and SPL one or two instructions later; between them the pointer is
 * nonsense. So a value is judged when the next write of SPL comes, unless a lone SPH came before.
 */

static void judge_stack(struct adsim *sim)
{
    uint16_t sp = (uint16_t)(sim->avr->data[R_SPL] | sim->avr->data[R_SPH] << 8);
    if (sp >= sim->lowest_sp)
        return;
    sim->lowest_sp = sp;
    sim->lowest_sp_at = sim->avr->cycle;
    if (sp + 1 < sim->stack_limit)
        adsim_fault(sim, "stack overflow: SP 0x%04x is under its limit 0x%04x", sp,
                    sim->stack_limit);
}

/* The start-up code sets SP to the end of RAM by two out instructions. A second time means that
 * something jumped to 0: a wild pointer, an interrupt without a handler. */
static void note_start(struct adsim *sim)
{
    avr_t *avr = sim->avr;
    if ((avr->data[R_SPL] | avr->data[R_SPH] << 8) != avr->ramend)
        return;
    bool watchdog = avr->data[MCUSR_ADDRESS] >> STATUS_WATCHDOG_FLAG & 1;
    if (++sim->starts > 1 && !watchdog)
        adsim_fault(sim, "the firmware started again without a reset (jump to 0)");
}

static void spl_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    if (sim->high_byte_pending) {
        avr->data[address] = value;
        sim->high_byte_pending = false;
        note_start(sim);
    } else {
        if (sim->lowest_sp != 0)
            judge_stack(sim);
        avr->data[address] = value;
    }
    sim->spl_cycle = avr->cycle;
}

static void sph_write(avr_t *avr, avr_io_addr_t address, uint8_t value, void *param)
{
    struct adsim *sim = param;
    avr->data[address] = value;
    sim->high_byte_pending = avr->cycle != sim->spl_cycle;
}

static void watch_stack(struct adsim *sim)
{
    avr_t *avr = sim->avr;
    sim->lowest_sp = avr->ramend;
    if (sim->program.stack_reserve)
        sim->stack_limit = (uint16_t)(avr->ramend + 1 - sim->program.stack_reserve);
    else if (sim->program.heap_start)
        sim->stack_limit = (uint16_t)sim->program.heap_start;
    else
        sim->stack_limit = (uint16_t)(avr->ioend + 1);
    adsim_ram_start(sim);
    avr_register_io_write(avr, R_SPL, spl_write, sim);
    avr_register_io_write(avr, R_SPH, sph_write, sim);
}

/* ---- the loop ------------------------------------------------------------------------------- */

static void service_interrupt(struct adsim *sim, bool was_asleep)
{
    avr_t *avr = sim->avr;
    bool enabled = avr->sreg[S_I];
    avr_service_interrupts(avr);
    if (!enabled || avr->sreg[S_I])
        return;
    unsigned cost = (avr->address_size == 3 ? 5u : 4u) + (was_asleep ? 4u : 0u);
    avr->cycle += cost;
    sim->profile.interrupt_entry += cost;
}

static void doze(struct adsim *sim, avr_cycle_count_t cycles)
{
    avr_t *avr = sim->avr;
    uint64_t limit = sim->options->cycle_limit;
    if (!avr->sreg[S_I]) {
        avr->state = cpu_Done;
        return;
    }
    if (limit && limit > avr->cycle && cycles > limit - avr->cycle)
        cycles = limit - avr->cycle;
    cycles = cycles ? cycles : 1;
    avr->cycle += cycles;
    sim->asleep_cycles += cycles;
}

static void run_step(avr_t *avr)
{
    struct adsim *sim = running;
    avr_flashaddr_t next = avr->pc;
    if (avr->state == cpu_Running)
        next = avr_run_one(avr);
    if (avr->interrupt_state == -2)
        avr->interrupt_state = -1;
    bool was_asleep = avr->state == cpu_Sleeping;
    avr_cycle_count_t idle = avr_cycle_timer_process(avr);
    avr->pc = next;
    if (avr->state == cpu_Sleeping)
        doze(sim, idle);
    else if (avr->state == cpu_Running && avr->interrupt_state)
        service_interrupt(sim, was_asleep);
}

static void run_step_profiled(avr_t *avr)
{
    struct adsim *sim = running;
    bool awake = avr->state == cpu_Running;
    uint32_t word = avr->pc >> 1;
    uint64_t cycle = avr->cycle, entry = sim->profile.interrupt_entry;
    avr->run_cycle_count = 1;
    adsim_time_before(sim);
    run_step(avr);
    adsim_time_after(sim);
    uint64_t spent = avr->cycle - cycle - (sim->profile.interrupt_entry - entry);
    if (awake && avr->state != cpu_Sleeping) {
        sim->profile.cycles[word] += spent;
        sim->profile.instructions++;
    } else {
        sim->profile.asleep += spent;
    }
}

static void keep_to_real_time(const struct adsim *sim)
{
    uint64_t due = (uint64_t)(adsim_ms(sim, sim->avr->cycle) * 1e6);
    uint64_t now = adsim_host_ns() - sim->host_start_ns;
    if (due <= now + 1000000)
        return;
    struct timespec wait = {(time_t)((due - now) / 1000000000), (long)((due - now) % 1000000000)};
    nanosleep(&wait, NULL);
}

/* A cli; rjmp to itself can never end: it is where avr-libc goes when main returns. But for a
 * firmware that waits for its watchdog. */
static bool stuck_for_ever(const struct adsim *sim)
{
    const avr_t *avr = sim->avr;
    return !avr->sreg[S_I] && avr->state == cpu_Running && avr->pc + 1 < avr->flashend &&
           !(avr->data[sim->options->chip->watchdog] >> WATCHDOG_ON & 1) &&
           (avr->flash[avr->pc] | avr->flash[avr->pc + 1] << 8) == OPCODE_JUMP_TO_SELF;
}

/* The reset that the watchdog asked for. It clears all registers, SP among them, and sets SP. */
static void reset(struct adsim *sim)
{
    uint16_t lowest = sim->lowest_sp;
    sim->lowest_sp = 0; /* nothing is judged meanwhile */
    sim->avr->run(sim->avr);
    sim->lowest_sp = lowest;
    sim->avr->run_cycle_limit = FREE_RUN;
    sim->high_byte_pending = false;
    adsim_uart_after_reset(sim);
}

void adsim_run(struct adsim *sim)
{
    avr_t *avr = sim->avr;
    const uint64_t limit = sim->options->cycle_limit;
    bool counts = sim->options->profile || sim->options->timed;
    avr_run_t step = avr->run = counts ? run_step_profiled : run_step;
    uint64_t next_sync = 0;
    sim->host_start_ns = adsim_host_ns();
    while (sim->end == ADSIM_RUNNING) {
        if (limit && avr->cycle >= limit) {
            sim->end = ADSIM_LIMIT;
            break;
        }
        if (limit && avr->run_cycle_count > limit - avr->cycle)
            avr->run_cycle_count = limit - avr->cycle;
        if (avr->run == step) {
            step(avr);
        } else { /* the watchdog put its reset there */
            reset(sim);
            avr->run = step;
        }
        if (avr->state == cpu_Done || stuck_for_ever(sim)) {
            if (sim->end == ADSIM_RUNNING)
                sim->end = ADSIM_ENDED;
        } else if (avr->state == cpu_Crashed || avr->state == cpu_Stopped) {
            adsim_fault(sim, "the processor stopped");
        }
        if (avr->cycle >= sim->ram.next)
            adsim_ram_look(sim);
        if (sim->options->realtime && avr->cycle >= next_sync) {
            keep_to_real_time(sim);
            next_sync = avr->cycle + avr->frequency / 200;
        }
    }
    judge_stack(sim);
    adsim_ram_look(sim);
    adsim_line_drain(sim);
    adsim_uart_drain(sim);
}

/* ---- creation ------------------------------------------------------------------------------- */

/* simavr keeps one empty row for the missing mode, with an overflow at each count. The nearest row
 * it can express has a period of 512 counts; the chip's is 510. */
static void add_phase_correct_mode(avr_t *avr)
{
    for (avr_io_t *io = avr->io_port; io; io = io->next) {
        avr_timer_t *timer = (avr_timer_t *)io;
        if (!io->kind || strcmp(io->kind, "timer") || timer->r_tcnth)
            continue;
        if (timer->wgm_op[1].kind == avr_timer_wgm_none)
            timer->wgm_op[1] = (avr_timer_wgm_t)AVR_TIMER_WGM_FCPWM9();
    }
}

/* A level-triggered interrupt then acts as one on the falling edge. */
static void stop_level_polling(avr_t *avr)
{
    for (uint8_t i = 0; i < EXTINT_COUNT; i++)
        avr_extint_set_strict_lvl_trig(avr, i, 0);
}

void adsim_start(struct adsim *sim)
{
    const struct adsim_chip *chip = sim->options->chip;
    running = sim;
    avr_global_logger_set(log_line);
    avr_t *avr = sim->avr = avr_make_mcu_by_name(chip->mcu);
    if (!avr)
        adsim_die(ADSIM_EXIT_USAGE, "this simavr knows no %s", chip->mcu);
    avr_init(avr);
    avr->frequency = sim->options->frequency;
    adsim_load(&sim->program, sim->options->firmware, avr->flashend + 1);
    memcpy(avr->flash, sim->program.flash, avr->flashend + 1);
    avr->codeend = sim->program.flash_end;
    if (sim->program.eeprom_size) {
        avr_eeprom_desc_t eeprom = {.ee = sim->program.eeprom, .offset = 0,
                                    .size = sim->program.eeprom_size};
        avr_ioctl(avr, AVR_IOCTL_EEPROM_SET, &eeprom);
    }
    if (sim->options->profile || sim->options->timed)
        adsim_profile_start(sim);
    add_phase_correct_mode(avr);
    stop_level_polling(avr);
    avr_register_io_write(avr, chip->protocol.status, status_write, sim);
    avr_register_io_write(avr, chip->protocol.mark, mark_write, sim);
    avr_register_io_write(avr, chip->protocol.figure, figure_write, sim);
    watch_stack(sim);
    adsim_uart_start(sim);
    adsim_line_start(sim);
    adsim_pins_start(sim);
    avr->run_cycle_limit = FREE_RUN;
}
