package inspect

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/preset"
	"github.com/roictl/roictl/plugins/file/table"
)

// words cuts a column's name into lower-case words: "Channel0_spend" is "channel"
// and "spend", "totalSpent" is "total" and "spent".
func words(name string) []string {
	var found []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			found = append(found, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	previous := ' '
	for _, r := range name {
		if !unicode.IsLetter(r) || unicode.IsUpper(r) && unicode.IsLower(previous) {
			flush()
		}
		if unicode.IsLetter(r) {
			word = append(word, r)
		}
		previous = r
	}
	flush()
	return found
}

// has says whether any of the words is among those of the list.
func has(name []string, list string) bool {
	for known := range strings.FieldsSeq(list) {
		if slices.Contains(name, known) {
			return true
		}
	}
	return false
}

// Words by which columns are recognised, in the languages of the presets.
const (
	dateWords     = "date datum day tag jour día dia fecha time timestamp week woche semaine semana month monat mois mes created closed period starts start"
	endWords      = "end ends until ende fin"
	idWords       = "id ids identifier uuid guid key code nr no number sku zip postcode plz phone"
	ratioWords    = "rate ratio ctr cpc cpm cpa cpl roas roi avg average mean per percent percentage share frequency quote taux tasa index score"
	moneyWords    = "spend spent cost costs expense amount revenue sales price value budget turnover kosten umsatz betrag ausgaben preis coût coûts dépense dépenses montant revenu revenus chiffre gasto gastado coste costo ingresos importe ventas"
	durationWords = "duration seconds dauer durée duración"
	countWords    = "impressions impression impr impressionen impresiones clicks click klicks clics conversions conversion conversiones leads lead orders order bestellungen purchases purchase käufe achats compras sessions session sitzungen sesiones users user nutzer views view likes like comments shares follows engagements reach reichweite alcance visits sign signups installs count anzahl nombre número quantity menge"
)

// unitOf returns the unit that the words of a name speak of; empty when they speak
// of none. The last word that does decides: a conversion value is money.
func unitOf(name []string) connector.Unit {
	for _, word := range slices.Backward(name) {
		switch one := []string{word}; {
		case has(one, countWords):
			return connector.UnitCount
		case has(one, moneyWords):
			return connector.UnitMoney
		case has(one, durationWords):
			return connector.UnitDuration
		}
	}
	return ""
}

// meaning is what a column's name says about its numbers.
type meaning struct {
	standard string
	unit     connector.Unit
	kind     cube.Kind
}

// generic are names that are no platform's own.
var generic = map[string]string{
	"spend": "spend", "spent": "spend", "adspend": "spend", "cost": "spend", "mediaspend": "spend",
	"sales": "revenue", "revenue": "revenue", "umsatz": "revenue", "turnover": "revenue",
	"orders": "purchases", "bestellungen": "purchases", "conversion": "conversions", "impression": "impressions", "click": "clicks", "lead": "leads",
	"customers": "customers", "newcustomers": "customers", "signups": "sign_ups", "followers": "followers", "likes": "likes", "comments": "comments", "shares": "shares",
}

// meanings are what the columns of all presets mean, and the generic names.
var meanings = sync.OnceValue(func() map[string]meaning {
	known := make(map[string]meaning)
	for _, s := range connector.StandardMeasures() {
		known[table.Fold(s.Name)] = meaning{standard: s.Name, unit: s.Unit, kind: kindOf(s)}
	}
	for name, standard := range generic {
		known[name] = known[table.Fold(standard)]
	}
	for _, p := range preset.All() {
		for _, m := range p.Measures {
			for _, name := range m.Columns {
				if _, taken := known[table.Fold(name)]; !taken && m.Standard != "" {
					known[table.Fold(name)] = meaning{standard: m.Standard, unit: m.Unit, kind: m.Kind}
				}
			}
		}
	}
	return known
})

// kindOf is how the rows of a standard measure combine in a file.
func kindOf(m connector.Measure) cube.Kind {
	switch m.Aggregation {
	case connector.AggregateSum:
		return cube.Sum
	case connector.AggregateLast:
		return cube.Last
	default:
		return cube.Only
	}
}

// dimensionNames are the standard names that columns of presets have.
var dimensionNames = sync.OnceValue(func() map[string]string {
	known := make(map[string]string)
	for _, d := range connector.StandardDimensions() {
		known[table.Fold(d.Name)] = d.Name
	}
	for _, p := range preset.All() {
		for _, d := range p.Dimensions {
			for _, name := range d.Columns {
				if _, taken := known[table.Fold(name)]; !taken && d.Standard != "" {
					known[table.Fold(name)] = d.Standard
				}
			}
		}
	}
	return known
})

// label makes a name for the block from a column's name.
func label(name string) string {
	bare, _ := table.SplitCurrency(name)
	var b strings.Builder
	gap := false
	for _, r := range bare {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if b.Len() == 0 && unicode.IsDigit(r) {
			b.WriteString("n")
		}
		if gap {
			b.WriteByte('_')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	const longest = 40
	if runes := []rune(b.String()); len(runes) > longest {
		return string(runes[:longest])
	}
	if b.Len() == 0 {
		return "column"
	}
	return b.String()
}
