package scan

import (
	"bytes"
	"context"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/table"
)

// maxKeys bounds the keys that are held at a time. Where files have more rows on
// days that they share, they are compared in several goes, each with a part of
// the keys.
const maxKeys = 2 << 20

// collision looks for a row that stands in two files.
type collision struct {
	*walk
	files  []input.File
	shared sharedDays
	slots  slots
	most   int64 // keys at a time
}

// collide compares files that share days, and tells of the first row that stands
// in two of them. Two files are compared by the columns that both have, so that
// one by age and one by campaign of the same money are found, too. It holds as
// many keys as most says at a time.
func collide(ctx context.Context, main *walk, files []input.File, shared sharedDays, most int64) connector.Diagnostics {
	r, diags := compile(main.spec, connector.Query{Filter: main.query.Filter, Intervals: main.query.Intervals, Grain: main.query.Grain})
	if diags != nil {
		return diags
	}
	r.addIdentity()
	c := &collision{
		walk:  &walk{request: r, fsys: main.fsys, doing: "comparing", progressed: main.progressed, done: main.done, total: main.total, told: main.told},
		files: files, shared: shared, slots: slots{query: main.query}, most: most,
	}
	kinds, diags := c.kinds(ctx)
	for i := 0; i < len(kinds) && diags == nil; i++ {
		for j := i; j < len(kinds) && diags == nil; j++ {
			diags = c.compare(ctx, kinds[i], kinds[j])
		}
	}
	return diags
}

// kind is the files that have the same of the columns by which rows are told
// apart.
type kind struct {
	has   []bool // by place in identity
	files []int
}

// kinds sorts the files by their columns.
func (c *collision) kinds(ctx context.Context) ([]kind, connector.Diagnostics) {
	var kinds []kind
	for i := range c.files {
		head := &headerVisitor{identity: c.identity}
		if diags := c.through(ctx, i, head); diags != nil || ctx.Err() != nil {
			return nil, diags
		}
		at := slices.IndexFunc(kinds, func(k kind) bool { return slices.Equal(k.has, head.has) })
		if at < 0 {
			at, kinds = len(kinds), append(kinds, kind{has: head.has})
		}
		kinds[at].files = append(kinds[at].files, i)
	}
	return kinds, nil
}

// headerVisitor looks which columns a file has, and at no row.
type headerVisitor struct {
	identity []identity
	has      []bool
}

func (v *headerVisitor) begin(t *table.Table, _ *dating) connector.Diagnostics {
	for _, id := range v.identity {
		v.has = append(v.has, t.Has(id.column))
	}
	return nil
}

func (*headerVisitor) visit(*table.Table, connector.Interval) bool { return false }

// compare compares the files of one kind with those of another, or with each
// other.
func (c *collision) compare(ctx context.Context, known, asked kind) connector.Diagnostics {
	both := make([]bool, len(c.identity))
	for i := range both {
		both[i] = known.has[i] && asked.has[i]
	}
	by := c.keyColumns(both)
	within := slices.Equal(known.files, asked.files)
	files := known.files
	if !within {
		files = slices.Concat(known.files, asked.files)
	}
	// What is wrong with a file is told when its own rows are compared.
	again := func(file int, v visitor) { _ = c.through(ctx, file, v) }
	goes := uint64(1 + (c.shared.rows-1)/c.most)
	for turn := range goes {
		seen := make(map[uint64]int)
		for i, file := range files {
			v := &comparison{collision: c, again: again, by: by, goes: goes, turn: turn, seen: seen, file: file,
				learns: i < len(known.files), asks: within || i >= len(known.files)}
			if diags := c.through(ctx, file, v); diags != nil || ctx.Err() != nil {
				return diags
			}
			if v.found != nil {
				return connector.Diagnostics{*v.found}
			}
		}
	}
	return nil
}

// through goes through one of the files.
func (c *collision) through(ctx context.Context, file int, v visitor) connector.Diagnostics {
	c.expect(c.files[file : file+1])
	return c.file(ctx, c.files[file], v)
}

// comparison looks for rows of one file among those of others.
type comparison struct {
	*collision
	again      func(file int, v visitor) // goes through a file
	by         []int                     // columns of the key
	goes, turn uint64
	seen       map[uint64]int // by hash of a key: the first file that has it
	file       int
	learns     bool // keys of this file are remembered
	asks       bool // keys of this file are looked for

	dating *dating
	key    []byte
	found  *connector.Diagnostic
}

func (v *comparison) begin(_ *table.Table, dating *dating) connector.Diagnostics {
	v.dating = dating
	return nil
}

func (v *comparison) visit(t *table.Table, period connector.Interval) bool {
	among := v.shared.of(period)
	if among.Days() == 0 || !v.counts(t, period) {
		return true
	}
	v.key = appendKey(v.key[:0], t, v.dating, v.by)
	sum := hashKey(v.key)
	for day := among.Start; day <= among.End; day++ {
		key := hashDay(sum, day)
		if !v.shared.days[day] || key%v.goes != v.turn {
			continue
		}
		other, known := v.seen[key]
		switch {
		case !known && v.learns:
			v.seen[key] = v.file
		case known && other != v.file && v.asks:
			if twin := v.twin(other, day); twin != nil {
				v.found = v.told(t, period, twin)
				return false
			}
		}
	}
	return true
}

// counts says whether the row counts in the query at all.
func (c *collision) counts(t *table.Table, period connector.Interval) bool {
	return len(c.slots.of(period)) > 0 && c.kept(t)
}

// twin returns the first row of another file with the key in hand and the day;
// nil when there is none, and only the hashes of two keys are the same.
func (v *comparison) twin(file int, day connector.Date) *connector.Location {
	search := &twinVisitor{collision: v.collision, by: v.by, key: v.key, day: day}
	v.again(file, search)
	return search.found
}

// twinVisitor looks for the first row with a key and a day.
type twinVisitor struct {
	*collision
	by  []int
	key []byte
	day connector.Date

	dating *dating
	own    []byte
	found  *connector.Location
}

func (v *twinVisitor) begin(_ *table.Table, dating *dating) connector.Diagnostics {
	v.dating = dating
	return nil
}

func (v *twinVisitor) visit(t *table.Table, period connector.Interval) bool {
	if !period.Contains(v.day) || !v.counts(t, period) {
		return true
	}
	v.own = appendKey(v.own[:0], t, v.dating, v.by)
	if bytes.Equal(v.own, v.key) {
		v.found = t.RowLocation()
	}
	return v.found == nil
}
