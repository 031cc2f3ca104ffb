package insights

import (
	"encoding/json"
	"slices"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// row is what there is to say about one object, one stretch of days and one
// group of people.
type row struct {
	*sums
	query      *Query
	lead       *world.Ad
	span       Range
	audience   int64 // people who can be reached
	breakdowns []string
	values     []string
	entries    []action // room for them
}

// write appends the row. A column that has nothing to say is left out, key and
// all.
func (r *row) write(b []byte, columns []column) []byte {
	b = append(b, '{')
	for _, c := range columns {
		start := len(b)
		b = append(b, c.key...)
		filled := len(b)
		if b = c.write(b, r); len(b) == filled {
			b = b[:start]
		}
	}
	b = r.appendBreakdowns(b)
	b = append(b, `"date_start":"`...)
	b = r.span.Since.Append(b)
	b = append(b, `","date_stop":"`...)
	b = r.span.Until.Append(b)
	return append(b, `"}`...)
}

// appendBreakdowns appends the values of the breakdowns: texts, or objects for
// assets.
func (r *row) appendBreakdowns(b []byte) []byte {
	for i, name := range r.breakdowns {
		if i >= len(r.values) {
			break
		}
		b = append(b, '"')
		b = append(b, name...)
		b = append(b, `":`...)
		switch name {
		case "link_url_asset":
			b = append(b, `{"website_url":`...)
			b = append(appendText(b, r.values[i]), `,"id":"120219000000000001"}`...)
		case "body_asset", "title_asset":
			b = append(b, `{"text":`...)
			b = append(appendText(b, r.values[i]), `,"id":"120219000000000002"}`...)
		default:
			b = appendText(b, r.values[i])
		}
		b = append(b, ',')
	}
	return b
}

// appendText appends a JSON string.
func appendText(b []byte, text string) []byte {
	if !slices.ContainsFunc([]byte(text), func(c byte) bool { return c < ' ' || c == '"' || c == '\\' || c > '~' }) {
		b = append(b, '"')
		b = append(b, text...)
		return append(b, '"')
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		return append(b, `""`...) // a text always has a form in JSON
	}
	return append(b, quoted...)
}

// reach returns how many people were reached. Counting people again on another
// day, in another ad or on another placement makes it smaller than the sum: it
// approaches the audience as impressions grow.
func (r *row) reach() int64 {
	if r.audience <= 0 {
		return 0
	}
	return r.Delivery[world.Impressions] * r.audience / (r.Delivery[world.Impressions] + r.audience)
}

// text returns a metric as the row shows it, without quotes, for filters and
// sorting.
func (r *row) text(name string) string {
	c, ok := table[name]
	if !ok {
		return ""
	}
	written := c(nil, r)
	if len(written) < 2 || written[0] != '"' {
		return ""
	}
	return string(written[1 : len(written)-1])
}

// appendCount appends a number as the text that insights write all metrics as.
func appendCount(b []byte, n int64) []byte {
	return append(graph.AppendUnits(append(b, '"'), n, 0), '"')
}

// appendMoney appends minor units as a decimal of major units.
func (r *row) appendMoney(b []byte, minor int64) []byte {
	return append(graph.AppendUnits(append(b, '"'), minor, r.lead.Account().Offset), '"')
}

// appendRatio appends a ratio, and nothing where the denominator is 0.
func appendRatio(b []byte, numerator, denominator int64) []byte {
	if denominator == 0 {
		return b
	}
	return append(graph.AppendRatio(append(b, '"'), numerator, denominator), '"')
}

// minorsPerMajor returns how many minor units make a major one.
func (r *row) minorsPerMajor() int64 {
	if r.lead.Account().Offset == 0 {
		return 1
	}
	return 100
}
