/* SPDX-License-Identifier: MIT
 * stats.c - the figures of a run, for people (--stats) and for programs (--json), and its marks.
 */
#include "sim.h"

struct figure {
    const char *name, *sentence;
};

#define FIGURE_ROW(tag, name, sentence) [tag] = {#name, sentence},
static const struct figure figure_names[AD_SIM_FIGURE_LIMIT] = {AD_SIM_FIGURES(FIGURE_ROW)};
#undef FIGURE_ROW

static const char *end_name(const struct adsim *sim)
{
    switch (sim->end) {
    case ADSIM_ENDED: return "exit";
    case ADSIM_LIMIT: return "cycle limit";
    case ADSIM_FAULT: return "fault";
    default: return "running";
    }
}

static unsigned stack_used(const struct adsim *sim)
{
    return (unsigned)(sim->avr->ramend - sim->lowest_sp);
}

void adsim_stats_text(const struct adsim *sim, FILE *to)
{
    const struct adsim_program *program = &sim->program;
    const avr_t *avr = sim->avr;
    double seconds = (double)(adsim_host_ns() - sim->host_start_ns) / 1e9;
    fprintf(to, "%-24s %s at %.3f MHz\n", "chip", sim->options->chip->mcu, avr->frequency / 1e6);
    fprintf(to, "%-24s %s, status %u\n", "ended by", end_name(sim), sim->exit_status);
    fprintf(to, "%-24s %llu (%.3f ms, %.1f %% asleep)\n", "cycles",
            (unsigned long long)avr->cycle, adsim_ms(sim, avr->cycle),
            avr->cycle ? 100.0 * (double)sim->asleep_cycles / (double)avr->cycle : 0.0);
    if (sim->profile.cycles)
        fprintf(to, "%-24s %llu\n", "instructions",
                (unsigned long long)sim->profile.instructions);
    fprintf(to, "%-24s %u of %u (the boot loader has %u)\n", "flash, bytes", program->flash_used,
            avr->flashend + 1 - sim->options->chip->loader, sim->options->chip->loader);
    if (program->from_elf)
        fprintf(to, "%-24s %u of %u\n", "static RAM, bytes", program->static_ram,
                avr->ramend - avr->ioend);
    fprintf(to, "%-24s %u of %u (lowest SP 0x%04x)\n", "C stack, bytes", stack_used(sim),
            (unsigned)(avr->ramend + 1 - sim->stack_limit), sim->lowest_sp);
    fprintf(to, "%-24s %llu out, %llu in at %.0f baud", "UART0, bytes",
            (unsigned long long)sim->uart.sent, (unsigned long long)sim->uart.received,
            adsim_uart_baud(sim));
    if (sim->uart.held_back)
        fprintf(to, ", %llu held back", (unsigned long long)sim->uart.held_back);
    if (sim->uart.overwritten)
        fprintf(to, ", %llu LOST (written to a full buffer)",
                (unsigned long long)sim->uart.overwritten);
    fprintf(to, "\n");
    for (unsigned tag = 1; tag < AD_SIM_FIGURE_LIMIT; tag++) {
        char label[16];
        snprintf(label, sizeof label, "figure %u", tag);
        if (sim->figure_known[tag])
            fprintf(to, "%-24s %u\n",
                    figure_names[tag].sentence ? figure_names[tag].sentence : label,
                    sim->figures[tag]);
    }
    fprintf(to, "%-24s %.1f MHz\n", "simulated at", (double)avr->cycle / seconds / 1e6);
}

static void json_marks(const struct adsim *sim, FILE *to)
{
    fprintf(to, ",\"marks\":[");
    for (size_t i = 0; i < sim->mark_count; i++)
        fprintf(to, "%s[%u,%llu]", i ? "," : "", sim->marks[i].value,
                (unsigned long long)sim->marks[i].cycle);
    fprintf(to, "]");
}

static void json_figures(const struct adsim *sim, FILE *to)
{
    const char *comma = "";
    fprintf(to, ",\"figures\":{");
    for (unsigned tag = 1; tag < AD_SIM_FIGURE_LIMIT; tag++) {
        if (!sim->figure_known[tag])
            continue;
        if (figure_names[tag].name)
            fprintf(to, "%s\"%s\":%u", comma, figure_names[tag].name, sim->figures[tag]);
        else
            fprintf(to, "%s\"%u\":%u", comma, tag, sim->figures[tag]);
        comma = ",";
    }
    fprintf(to, "}");
}

static void json_string(const char *text, FILE *to)
{
    fputc('"', to);
    for (; *text; text++) {
        if ((unsigned char)*text < ' ')
            fputc(' ', to);
        else
            fprintf(to, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    }
    fputc('"', to);
}

/* One line, one object; what is not known is null. Nothing in it depends on the host. */
void adsim_stats_json(const struct adsim *sim, FILE *to)
{
    const struct adsim_program *program = &sim->program;
    const avr_t *avr = sim->avr;
    fprintf(to, "{\"chip\":");
    json_string(sim->options->chip->mcu, to);
    fprintf(to, ",\"frequency\":%u,\"end\":\"%s\",\"status\":%u,\"fault\":", avr->frequency,
            end_name(sim), sim->exit_status);
    if (sim->end == ADSIM_FAULT)
        json_string(sim->fault, to);
    else
        fprintf(to, "null");
    fprintf(to, ",\"cycles\":%llu,\"ms\":%.6f,\"asleep_cycles\":%llu",
            (unsigned long long)avr->cycle, adsim_ms(sim, avr->cycle),
            (unsigned long long)sim->asleep_cycles);
    if (sim->profile.cycles)
        fprintf(to, ",\"instructions\":%llu", (unsigned long long)sim->profile.instructions);
    else
        fprintf(to, ",\"instructions\":null");
    fprintf(to, ",\"flash_used\":%u,\"flash_size\":%u", program->flash_used, avr->flashend + 1);
    if (program->from_elf)
        fprintf(to, ",\"static_ram\":%u", program->static_ram);
    else
        fprintf(to, ",\"static_ram\":null");
    fprintf(to, ",\"ram_size\":%u,\"stack_used\":%u,\"stack_room\":%u,\"lowest_sp\":%u",
            avr->ramend - avr->ioend, stack_used(sim),
            (unsigned)(avr->ramend + 1 - sim->stack_limit), sim->lowest_sp);
    fprintf(to, ",\"stack_used_ms\":%.6f,\"ram_touched\":%u,\"ram_touched_ms\":%.6f",
            adsim_ms(sim, sim->lowest_sp_at), sim->ram.used, adsim_ms(sim, sim->ram.used_at));
    fprintf(to, ",\"uart_out\":%llu,\"uart_in\":%llu,\"uart_lost\":%llu,\"baud\":%.0f",
            (unsigned long long)sim->uart.sent, (unsigned long long)sim->uart.received,
            (unsigned long long)sim->uart.overwritten, adsim_uart_baud(sim));
    if (sim->options->timed)
        fprintf(to, ",\"timed\":{\"calls\":%llu,\"longest\":%llu,\"total\":%llu}",
                (unsigned long long)sim->timed.calls, (unsigned long long)sim->timed.longest,
                (unsigned long long)sim->timed.total);
    json_figures(sim, to);
    json_marks(sim, to);
    fprintf(to, "}\n");
}

void adsim_marks_print(const struct adsim *sim, FILE *to)
{
    fprintf(to, "mark %14s %14s\n", "cycle", "since last");
    for (size_t i = 0; i < sim->mark_count; i++)
        fprintf(to, "%4u %14llu %14llu\n", sim->marks[i].value,
                (unsigned long long)sim->marks[i].cycle,
                i ? (unsigned long long)(sim->marks[i].cycle - sim->marks[i - 1].cycle) : 0ull);
}
