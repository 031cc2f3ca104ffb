package config

import "github.com/hashicorp/hcl/v2"

// What a file of rates is like where the block does not say.
const (
	// defaultMaxAge is how many days a rate of exchange is carried forward: over a
	// weekend and the longest run of bank holidays.
	defaultMaxAge = 7
	// defaultRateDates is how the European Central Bank and others write dates.
	defaultRateDates = "YYYY-MM-DD"
	// defaultRatePoint is the decimal sign.
	defaultRatePoint = "."
)

func (l *loader) fx(in *instance) *FX {
	f := l.decode(in.declaration, in.eval)
	date := get[fields](f, "date")
	x := &FX{
		Meta:       in.meta(f),
		From:       get[string](f, "from"),
		To:         get[string](f, "to"),
		Rate:       ratOf(f, "rate"),
		Path:       get[string](f, "path"),
		DateColumn: get[string](date, "column"),
		DateFormat: get[string](date, "format"),
		RateColumn: get[string](f, "column"),
		Decimal:    get[string](f, "decimal"),
		Delimiter:  get[string](f, "delimiter"),
		Encoding:   get[string](f, "encoding"),
		MaxAge:     defaultMaxAge,
		Where:      get[[]Match](f, "where"),
		written:    f,
	}
	if f.has("max_age") {
		x.MaxAge = get[int](f, "max_age")
	}
	if !f.has("to") {
		x.To = l.config.Settings.Currency
	}
	if f.has("path") && x.DateFormat == "" {
		x.DateFormat = defaultRateDates
	}
	if f.has("path") && x.Decimal == "" {
		x.Decimal = defaultRatePoint
	}
	l.checkFX(in, f, x)
	return x
}

func (l *loader) checkFX(in *instance, f fields, x *FX) {
	if f.has("path") {
		for _, name := range []string{"date", "column"} {
			if !f.has(name) {
				l.check(in, fault(CodeMissing, in.header, "Missing argument", "An fx block that reads a file needs %s, to know where the file has it.", quote(name)))
			}
		}
	}
	switch {
	case x.To == "" && !f.has("to") && l.currencyUnclear:
	case x.To == "" && !f.has("to"):
		l.check(in, fault(CodeCurrency, in.header, "Unknown currency", "The block does not say into which currency it converts. Set to, or the currency of the roictl block."))
	case x.From != "" && x.From == x.To:
		l.check(in, fault(CodeCurrency, f.place("from"), "Same currency twice", "This block converts %s into %s, which is the same.", x.From, x.To))
	}
}

// Place returns where an argument of the block stands, or a key of one that is
// an object, such as "date", "format": the nearest enclosing part that is
// written, the block's header where none is.
func (x *FX) Place(path ...string) hcl.Range {
	place, within := x.Range, x.written
	for _, name := range path {
		found, written := within.set[name]
		if !written {
			break
		}
		place = found.place
		within, _ = found.value.(fields)
	}
	return place
}
