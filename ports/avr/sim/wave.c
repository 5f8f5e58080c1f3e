/* SPDX-License-Identifier: MIT
 * wave.c - draws one pin as a waveform of two rows over a time axis, and measures it.
 *
 *     PB5_D13  10 edges, 0 to 3012.5 ms
 *       ┌───────┐ ┌───────┐ ┌──
 *     ──┘       └─┘       └─┘
 *     ├─────────┼─────────┼────
 *     0         500       1000  ms
 */
#include <string.h>

#include "sim.h"

enum {
    COLUMNS = 96,
    LABEL_ROOM = 10,   /* columns between two ticks at least */
    CROWDED_EDGES = 12 /* how many edges to show when all of them are too many */
};

enum glyph { BLANK, LINE, RISE_TOP, RISE_LOW, FALL_TOP, FALL_LOW, PULSE, DENSE, INPUT, AXIS, TICK };

static const char *const utf8_glyphs[] = {
    [BLANK] = " ",    [LINE] = "─",     [RISE_TOP] = "┌", [RISE_LOW] = "┘",
    [FALL_TOP] = "┐", [FALL_LOW] = "└", [PULSE] = "│",    [DENSE] = "▒",
    [INPUT] = "·",    [AXIS] = "─",     [TICK] = "┼"};
static const char *const ascii_glyphs[] = {
    [BLANK] = " ",    [LINE] = "-",     [RISE_TOP] = "+", [RISE_LOW] = "+",
    [FALL_TOP] = "+", [FALL_LOW] = "+", [PULSE] = "|",    [DENSE] = "#",
    [INPUT] = ".",    [AXIS] = "-",     [TICK] = "+"};

struct view {
    const struct adsim *sim;
    const struct adsim_pin *pin;
    double from, to; /* cycles */
    const char *const *glyphs;
    enum glyph top[COLUMNS], low[COLUMNS];
};

static void fill_column(struct view *view, int column, char before, char after, size_t edges)
{
    enum glyph top = BLANK, low = BLANK;
    if (edges > 2) {
        top = low = DENSE;
    } else if (edges == 2 && before == after && after != 'z') {
        top = low = PULSE;
    } else if (edges && after == '1') {
        top = RISE_TOP;
        low = RISE_LOW;
    } else if (edges && before == '1') {
        top = FALL_TOP;
        low = FALL_LOW;
    } else if (after == '1') {
        top = LINE;
    } else {
        low = after == 'z' ? INPUT : LINE;
    }
    view->top[column] = top;
    view->low[column] = low;
}

/* Returns the largest number of edges in one column. */
static size_t fill_columns(struct view *view)
{
    const struct adsim_pin *pin = view->pin;
    char level = 'z';
    size_t at = 0, most = 0;
    for (; at < pin->edge_count && (double)pin->edges[at].cycle < view->from; at++)
        level = pin->edges[at].level;
    for (int column = 0; column < COLUMNS; column++) {
        double end = view->from + (view->to - view->from) * (column + 1) / COLUMNS;
        char before = level;
        size_t edges = 0;
        for (; at < pin->edge_count && (double)pin->edges[at].cycle < end; at++, edges++)
            level = pin->edges[at].level;
        fill_column(view, column, before, level, edges);
        most = edges > most ? edges : most;
    }
    return most;
}

static void print_row(const struct view *view, const enum glyph *row, FILE *to)
{
    int last = COLUMNS;
    while (last > 0 && row[last - 1] == BLANK)
        last--;
    fputs("  ", to);
    for (int i = 0; i < last; i++)
        fputs(view->glyphs[row[i]], to);
    fputc('\n', to);
}

/* 1, 2 or 5 times a power of ten, not under at_least; also the decimals that it needs. */
static double nice_step(double at_least, int *decimals)
{
    static const double digits[] = {1, 2, 5};
    *decimals = 9;
    for (double power = 1e-9;; power *= 10) {
        for (int i = 0; i < 3; i++)
            if (power * digits[i] >= at_least * (1 - 1e-9))
                return power * digits[i];
        if (*decimals > 0)
            --*decimals;
    }
}

static void print_axis(const struct view *view, FILE *to)
{
    double from = view->from * 1000.0 / view->sim->avr->frequency;
    double span = (view->to - view->from) * 1000.0 / view->sim->avr->frequency;
    int decimals;
    double step = nice_step(span * LABEL_ROOM / COLUMNS, &decimals);
    enum glyph row[COLUMNS];
    char labels[COLUMNS + 40];
    memset(labels, ' ', sizeof labels);
    for (int i = 0; i < COLUMNS; i++)
        row[i] = AXIS;
    int end = 0;
    for (uint64_t i = (uint64_t)(from / step); (double)i * step < from + span; i++) {
        double tick = (double)i * step;
        if (tick < from - step * 1e-9)
            continue;
        int column = (int)((tick - from) / span * COLUMNS + 1e-6);
        if (column < 0 || column >= COLUMNS)
            continue;
        row[column] = TICK;
        char text[32];
        int n = snprintf(text, sizeof text, "%.*f", decimals, tick);
        if (column + n > COLUMNS - 4)
            continue;
        memcpy(labels + column, text, (size_t)n);
        end = column + n;
    }
    print_row(view, row, to);
    fprintf(to, "  %.*s ms\n", end, labels);
}

struct measure {
    size_t periods;
    double sum, least, most, high;
};

static struct measure measure_pin(const struct adsim_pin *pin)
{
    struct measure m = {0, 0, 0, 0, 0};
    const struct adsim_edge *rise = NULL, *fall = NULL;
    for (size_t i = 0; i < pin->edge_count; i++) {
        const struct adsim_edge *edge = &pin->edges[i];
        bool rising = i && edge->level == '1' && edge[-1].level == '0';
        if (i && edge->level == '0' && edge[-1].level == '1')
            fall = edge;
        if (!rising)
            continue;
        if (rise && fall && fall > rise) {
            double period = (double)(edge->cycle - rise->cycle);
            m.least = m.periods == 0 || period < m.least ? period : m.least;
            m.most = period > m.most ? period : m.most;
            m.sum += period;
            m.high += (double)(fall->cycle - rise->cycle);
            m.periods++;
        }
        rise = edge;
    }
    return m;
}

static void print_measure(const struct adsim *sim, const struct adsim_pin *pin, FILE *to)
{
    struct measure m = measure_pin(pin);
    double ms = 1000.0 / sim->avr->frequency;
    if (m.periods == 0) {
        fprintf(to, "  no full period\n");
        return;
    }
    double period = m.sum / (double)m.periods, hz = sim->avr->frequency / period;
    bool micro = period * ms < 1;
    double scale = micro ? ms * 1000 : ms;
    fprintf(to,
            "  period %.3f %s (least %.3f, most %.3f, of %zu), frequency %.3f %s, duty %.1f %%\n",
            period * scale, micro ? "us" : "ms", m.least * scale, m.most * scale, m.periods,
            hz < 1000 ? hz : hz / 1000, hz < 1000 ? "Hz" : "kHz", 100.0 * m.high / m.sum);
}

/* The whole run if it can be told apart, otherwise the first edges. Returns a remark. */
static const char *choose_window(struct view *view)
{
    const struct adsim_options *options = view->sim->options;
    const struct adsim_pin *pin = view->pin;
    double per_ms = view->sim->avr->frequency / 1000.0;
    view->from = 0;
    view->to = (double)view->sim->avr->cycle;
    if (options->window_to_ms > options->window_from_ms) {
        view->from = options->window_from_ms * per_ms;
        view->to = options->window_to_ms * per_ms;
        fill_columns(view);
        return "";
    }
    if (fill_columns(view) <= 2 || pin->edge_count <= CROWDED_EDGES)
        return "";
    double first = (double)pin->edges[1].cycle;
    double last = (double)pin->edges[CROWDED_EDGES].cycle;
    double margin = (last - first) / (COLUMNS / 2);
    view->from = first > margin ? first - margin : 0;
    view->to = last + margin;
    fill_columns(view);
    return "; the first of them drawn, --window FROM:TO for others";
}

void adsim_wave_draw(const struct adsim *sim, const struct adsim_pin *pin)
{
    FILE *to = stderr;
    struct view view = {.sim = sim, .pin = pin};
    view.glyphs = sim->options->ascii ? ascii_glyphs : utf8_glyphs;
    if (sim->avr->cycle == 0)
        return;
    const char *remark = choose_window(&view);
    double ms = 1000.0 / sim->avr->frequency;
    fprintf(to, "%s  %zu edges, %.3f to %.3f ms%s\n", pin->name, pin->edge_count, view.from * ms,
            view.to * ms, remark);
    print_row(&view, view.top, to);
    print_row(&view, view.low, to);
    print_axis(&view, to);
    print_measure(sim, pin, to);
}
