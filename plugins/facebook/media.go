package facebook

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/organic"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// medium is a post, a reel or a story.
type medium struct {
	ID        string `json:"id"`
	Caption   string `json:"caption"`
	Type      string `json:"media_type"`
	Product   string `json:"media_product_type"`
	Permalink string `json:"permalink"`
	Timestamp string `json:"timestamp"`

	slots []int32
}

// media answers with insights of what an Instagram account posted.
func (s *source) media(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	q, diags := s.organicQuestion(query)
	if diags.HasErrors() {
		return diags
	}
	id, problems := s.instagramID(ctx)
	if diags = append(diags, problems...); diags.HasErrors() {
		return diags
	}
	media, problem := s.posted(ctx, q, id)
	if problem != nil {
		return append(diags, problem.Diagnostic)
	}
	if diags = append(diags, s.readMedia(ctx, q, media, out.Trailer())...); diags.HasErrors() {
		return diags
	}
	if len(media) == 0 {
		if diags = append(diags, s.unseen(ctx, "Instagram account", "instagram_basic")...); diags.HasErrors() {
			return diags
		}
	}
	return append(diags, q.write(out)...)
}

// posted lists the media of the windows.
func (s *source) posted(ctx context.Context, q *organicQuestion, id string) ([]*medium, *platform.Problem) {
	first, last := q.query.Intervals[0].Start, q.query.Intervals[0].End
	for _, i := range q.query.Intervals {
		first, last = min(first, i.Start), max(last, i.End)
	}
	var media []*medium
	listing := platform.Listing{
		Path: id + "/media", Limit: 100,
		Parameters: url.Values{
			"fields": {"id,caption,media_type,media_product_type,permalink,timestamp"},
			// A day more on either side, since Meta's days are not those of the report.
			"since": {fmt.Sprint((first - 1).Time().Unix())}, "until": {fmt.Sprint((last + 2).Time().Unix())},
		},
	}
	again := func() bool { media = nil; return true }
	problem := platform.List(ctx, s.meta, listing, func(page []medium) error {
		for _, m := range page {
			at, err := time.Parse(organic.Stamp, m.Timestamp)
			if err != nil {
				return err
			}
			if m.slots = q.slotsOf(connector.DateIn(at, q.zone)); m.slots != nil {
				media = append(media, &m)
			}
		}
		return nil
	}, again)
	return media, problem
}

// slotsOf are the places of a day: itself, or the windows that hold it.
func (q *organicQuestion) slotsOf(day connector.Date) []int32 {
	var slots []int32
	for i, interval := range q.query.Intervals {
		switch {
		case !interval.Contains(day):
		case q.daily:
			return []int32{int32(day)}
		default:
			slots = append(slots, int32(i))
		}
	}
	return slots
}

// codeMedia says that some media have no figures.
const codeMedia = "FACEBOOK_MEDIA_WITHOUT_FIGURES"

// readMedia asks for the figures of media, each in one request of a batch, by what
// its kind has. Media without figures are left out of sums, which
// then are lower bounds.
func (s *source) readMedia(ctx context.Context, q *organicQuestion, media []*medium, trailer *connector.Trailer) connector.Diagnostics {
	var asked []*medium
	var parts []platform.Part
	for _, m := range media {
		var metrics []string
		for _, measure := range q.measures {
			if (measure.Products == nil || slices.Contains(measure.Products, m.Product)) && !slices.Contains(metrics, measure.Metric) {
				metrics = append(metrics, measure.Metric)
			}
		}
		if metrics == nil {
			continue
		}
		asked = append(asked, m)
		parts = append(parts, platform.Part{Path: m.ID + "/insights", Parameters: url.Values{"metric": {strings.Join(metrics, ",")}}})
	}
	replies, problem := s.meta.Batch(ctx, parts)
	if problem != nil {
		return connector.Diagnostics{problem.Diagnostic}
	}
	without := 0
	for i, reply := range replies {
		if reply.Problem != nil {
			switch reply.Problem.Kind {
			case platform.NoViewers, platform.Unsupported, platform.Missing:
				without++
				continue
			}
			return connector.Diagnostics{reply.Problem.Diagnostic}
		}
		read, err := organic.Read(reply.Body, "", q.zone)
		if err == nil {
			err = q.takeMedium(asked[i], read)
		}
		if err != nil {
			return connector.Diagnostics{s.meta.Misread(err).Diagnostic}
		}
	}
	if without == 0 {
		return nil
	}
	detail := fmt.Sprintf("Instagram has no figures of %d of %d media: fewer than five people saw them, they were posted before the account became a professional one, or a story is over.", without, len(media))
	trailer.Flags = append(trailer.Flags, connector.Flag{Code: connector.FlagPartial, Detail: detail})
	d := connector.NewWarning(codeMedia, "Some media have no figures", detail)
	d.Hint = "They are left out of sums."
	return connector.Diagnostics{d}
}

// takeMedium puts the figures of a medium into their places.
func (q *organicQuestion) takeMedium(m *medium, read map[string][]organic.Point) error {
	texts := make([]connector.Text, len(q.dimensions))
	for i, dimension := range q.dimensions {
		texts[i] = connector.Text{Value: m.text(dimension)}
	}
	for column, measure := range q.measures {
		for _, point := range read[measure.Metric] {
			q.points++
			for _, slot := range m.slots {
				if err := q.put(slot, column, texts, point.Value); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// text is what a dimension says of a medium.
func (m *medium) text(dimension string) string {
	switch dimension {
	case "media_id":
		return m.ID
	case "caption":
		return opening(m.Caption)
	case catalogue.Product:
		return m.Product
	case "media_type":
		return m.Type
	}
	return m.Permalink
}

// opening is the first words of a text.
func opening(text string) string {
	const length = 60
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > length {
		return strings.TrimSpace(string(runes[:length])) + "…"
	}
	return text
}
