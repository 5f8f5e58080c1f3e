/* SPDX-License-Identifier: MIT
 * modules.c - which modules a program consists of, and which statements of those under lib/. All of
 * the user's code is kept; of a lib module's top level everything but definitions of names that
 * kept code nowhere mentions. Keeping a statement may mention more names and import more modules,
 * so this goes round until nothing changes.
 */
#include "compiler/bc.h"
#include "compiler/comp.h"
#include "compiler/parser.h"

struct scan {
    struct adcomp *c;
    struct admodule_src *m;
    bool from; /* in the names of `from m import` */
};

static void scan(const struct scan *s, const struct adnode *n);

/* ---- names of modules ----------------------------------------------------------------------- */

int32_t admodules_find(const struct adcomp *c, const struct adname *name)
{
    for (uint32_t i = 0; i < c->nmodules; i++)
        if (c->module[i] && c->module[i]->name == name)
            return (int32_t)i;
    return -1;
}

struct adname *admodules_join(struct adcomp *c, const struct adname *package, const char *text,
                              size_t length)
{
    if (!package || !package->length)
        return adpool_name(&c->pool, text, length);
    if (!length)
        return adpool_name(&c->pool, package->text, package->length);
    char *joined = adcomp_alloc(c, package->length + length + 2);
    if (!joined)
        return &c->pool.no_name;
    memcpy(joined, package->text, package->length);
    joined[package->length] = '.';
    memcpy(joined + package->length + 1, text, length);
    return adpool_name(&c->pool, joined, package->length + 1 + length);
}

struct adname *admodules_absolute(struct adcomp *c, const struct admodule_src *m, unsigned dots,
                                  const char *text, size_t length)
{
    if (!dots)
        return adpool_name(&c->pool, text, length);
    size_t n = m->name->length;
    unsigned up = m->package ? dots - 1 : dots;
    for (; up; up--) {
        if (!n)
            return NULL;
        while (n && m->name->text[n - 1] != '.')
            n--;
        n = n ? n - 1 : 0;
    }
    struct adname *package = n ? adpool_name(&c->pool, m->name->text, n) : NULL;
    if (!package && !length)
        return NULL;
    return admodules_join(c, package, text, length);
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = 0, k = 0;
    while (text[n])
        n++;
    while (end[k])
        k++;
    return n >= k && !memcmp(text + n - k, end, k);
}

/* ---- loading -------------------------------------------------------------------------------- */

static struct admodule_src *add_module(struct adcomp *c, struct adname *name,
                                       const struct adcompile_source *source)
{
    struct admodule_src **all = adcomp_room(c, c->module, c->nmodules, &c->module_cap);
    struct admodule_src *m = adcomp_alloc(c, sizeof *m);
    if (!all || !m)
        return NULL;
    m->name = name;
    m->source = *source;
    m->package = ends_with(source->file, "__init__.py");
    c->module = all;
    c->module[c->nmodules++] = m;
    m->bytecode = ends_with(source->file, ".bc");
    m->tree = (m->bytecode ? adbc_parse : adparse_module)(c->arena, c->diag, source->file,
                                                          source->text, source->length);
    if (!m->tree) {
        c->failed = true;
        return NULL;
    }
    m->keep = adcomp_alloc(c, m->tree->count + 1);
    return m->keep ? m : NULL;
}

/* The module of that name, loaded if it exists. */
static struct admodule_src *load(struct adcomp *c, struct adname *name)
{
    struct adcompile_source source;
    int32_t i = admodules_find(c, name);
    if (i >= 0)
        return c->module[i];
    if (!c->find || !name->length)
        return NULL;
    memset(&source, 0, sizeof source);
    if (!c->find(c->find_ctx, name->text, &source))
        return NULL;
    return add_module(c, name, &source);
}

/* a.b.c: loads a, a.b and a.b.c; the last, or NULL when one of them is not there. */
static struct admodule_src *load_path(struct adcomp *c, const struct adname *name)
{
    struct admodule_src *m = NULL;
    for (uint32_t i = 0; i <= name->length && !c->failed; i++) {
        if (i < name->length && name->text[i] != '.')
            continue;
        m = load(c, adpool_name(&c->pool, name->text, i));
        if (!m)
            return NULL;
        m->imported = true;
        m->keep_all |= m == c->module[1];
    }
    return m;
}

static void load_from(const struct scan *s, const struct adnode *n)
{
    struct adcomp *c = s->c;
    struct adname *name = admodules_absolute(c, s->m, n->op, n->text, n->len);
    struct admodule_src *m = name ? load_path(c, name) : NULL;
    if (!m)
        return;
    for (uint32_t i = 0; i < n->count && !c->failed; i++) {
        const struct adnode *alias = n->list[i];
        if (alias->len == 1 && alias->text[0] == '*') {
            m->keep_all = true;
            continue;
        }
        if (!m->package)
            continue;
        struct admodule_src *sub = load(c, admodules_join(c, name, alias->text, alias->len));
        if (sub)
            sub->imported = true;
    }
}

/* ---- mentions ------------------------------------------------------------------------------- */

static void mention(struct adcomp *c, const char *text, size_t n)
{
    struct adname *name = adpool_name(&c->pool, text, n);
    name->mentioned = name->asked = true;
}

static void mention_variable(const struct scan *s, const char *text, size_t n)
{
    struct adname *name = adpool_name(&s->c->pool, text, n);
    name->mentioned = true;
    if (!name->place)
        name->place = s->m;
    name->asked |= name->place != s->m;
}

/* The parts of a dotted name. */
static void mention_path(struct adcomp *c, const char *text, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i <= n; i++) {
        if (i < n && text[i] != '.')
            continue;
        mention(c, text + from, i - from);
        from = i + 1;
    }
}

static bool has_dot(const char *text, size_t n)
{
    while (n--)
        if (text[n] == '.')
            return true;
    return false;
}

static bool is_identifier(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char ch = text[i];
        bool letter = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_';
        if (!letter && !(i && ch >= '0' && ch <= '9'))
            return false;
    }
    return n > 0;
}

static void scan_text(const struct scan *s, const struct adnode *n)
{
    switch (n->kind) {
    case ADK_NAME:
    case ADK_FUNCTION:
    case ADK_CLASS:
        mention_variable(s, n->text, n->len);
        break;
    case ADK_ATTRIBUTE:
    case ADK_KEYWORD:
    case ADK_PAT_KEYWORD:
        mention(s->c, n->text, n->len);
        break;
    case ADK_ALIAS: /* of `from`; for `import a` it is a variable */
        if (has_dot(n->text, n->len) || s->from)
            mention_path(s->c, n->text, n->len);
        else
            mention_variable(s, n->text, n->len);
        break;
    case ADK_STR: /* perhaps for getattr */
        if (!s->m->source.lib && is_identifier(n->text, n->len))
            mention(s->c, n->text, n->len);
        break;
    default:
        break;
    }
}

/* import a, b.c as d: binds variables, asks no module for a name. */
static void import_modules(const struct scan *s, const struct adnode *n)
{
    for (uint32_t i = 0; i < n->count && !s->c->failed; i++)
        load_path(s->c, adpool_name(&s->c->pool, n->list[i]->text, n->list[i]->len));
}

static void scan_list(const struct scan *s, const struct adnode *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        scan(s, n->list[i]);
}

static void scan(const struct scan *s, const struct adnode *n)
{
    for (; n && !s->c->failed; n = n->kind == ADK_IF ? n->c : NULL) {
        if (n->text)
            scan_text(s, n);
        if (n->kind == ADK_IMPORT)
            import_modules(s, n);
        if (n->kind == ADK_IMPORT_FROM)
            load_from(s, n);
        if (n->kind == ADK_IMPORT_FROM)
            scan_list(&(struct scan){s->c, s->m, true}, n);
        else
            scan_list(s, n);
        scan(s, n->a);
        scan(s, n->b);
        if (n->kind != ADK_IF)
            scan(s, n->c);
        scan(s, n->d);
    }
}

/* ---- what is kept --------------------------------------------------------------------------- */

/* Words of a row of frozen.def that say when it is needed. */
static bool when_mentioned(struct adcomp *c, const char *when)
{
    while (*when) {
        size_t n = 0;
        while (when[n] && when[n] != ' ')
            n++;
        if ((n == 1 && *when == '*') || adpool_name(&c->pool, when, n)->mentioned)
            return true;
        when += n + (when[n] == ' ');
    }
    return false;
}

static bool frozen_needed(struct adcomp *c, unsigned number)
{
    static const char *const when[ADZ_COUNT] = {
        "",
#define FROZEN(id, words) words,
#include "isa/frozen.def"
#undef FROZEN
    };
    if (c->options->frozen)
        return c->options->frozen[number];
    return c->options->keep_frozen || when_mentioned(c, when[number]);
}

static bool name_needed(struct adcomp *c, const struct admodule_src *m, const char *text, size_t n)
{
    const struct adname *name = adpool_name(&c->pool, text, n);
    if (name->asked || (m->keep_all && text[0] != '_'))
        return true;
    /* A variable of another module is nothing to a module, but for the builtins. */
    if (name->mentioned && (m == c->module[1] || name->place == m))
        return true;
    int frozen = 0;
    if (m == c->module[1] && n > 1 && text[0] == '_')
        frozen = adisa_frozen(text + 1, n - 1);
    return frozen > 0 && frozen_needed(c, (unsigned)frozen);
}

/* Does the statement only define names that nobody needs (so far)? */
static bool can_wait(struct adcomp *c, const struct admodule_src *m, const struct adnode *n)
{
    if (!m->source.lib || c->options->keep_lib)
        return false;
    if (n->kind == ADK_FUNCTION || n->kind == ADK_CLASS)
        return !name_needed(c, m, n->text, n->len);
    if (n->kind == ADK_ANN_ASSIGN && n->a->kind == ADK_NAME)
        return !name_needed(c, m, n->a->text, n->a->len);
    if (n->kind != ADK_ASSIGN)
        return false;
    for (uint32_t i = 0; i < n->count; i++)
        if (n->list[i]->kind != ADK_NAME ||
            name_needed(c, m, n->list[i]->text, n->list[i]->len))
            return false;
    return true;
}

/* Is anything new kept? */
static bool keep_more(struct adcomp *c, struct admodule_src *m)
{
    struct scan s = {c, m, false};
    bool more = false;
    for (uint32_t i = 0; i < m->tree->count && !c->failed; i++) {
        const struct adnode *n = m->tree->list[i];
        if (m->keep[i] || can_wait(c, m, n))
            continue;
        m->keep[i] = 1;
        more = true;
        scan(&s, n);
    }
    return more;
}

bool admodules_load(struct adcomp *c, const struct adcompile_source *main)
{
    static const struct adcompile_source none = {"builtins", "builtins.py", "", 0, true};
    struct adcompile_source source = none;
    if (!add_module(c, adpool_name(&c->pool, "__main__", 8), main))
        return false;
    if (c->find && c->find(c->find_ctx, "builtins", &source))
        source.lib = true;
    if (!add_module(c, adpool_name(&c->pool, "builtins", 8), &source))
        return false;
    for (bool more = true; more && !c->failed;) {
        more = false;
        for (uint32_t i = 0; i < c->nmodules && !c->failed; i++)
            more |= keep_more(c, c->module[i]);
    }
    c->doc_mentioned = adpool_name(&c->pool, "__doc__", 7)->mentioned;
    c->annotations_mentioned = adpool_name(&c->pool, "__annotations__", 15)->mentioned;
    return !c->failed;
}
