package linkreport

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// accountTracking is the version since which LinkedIn appends parameters to all ads
// of an account (Dynamic UTM Tracking).
const accountTracking = "202608"

// tracking is what LinkedIn appends to links of a campaign or an account.
type tracking struct {
	Custom  texts  `json:"customValueParameters"`
	Dynamic texts  `json:"dynamicValueParameters"` // names of values, such as CAMPAIGN_NAME
	reason  string // why it is not known; "" where it is
}

// texts are the texts of an object. What is none is left out: later versions may add
// other things.
type texts map[string]string

// UnmarshalJSON reads the object.
func (t *texts) UnmarshalJSON(object []byte) error {
	var all map[string]any
	if err := json.Unmarshal(object, &all); err != nil {
		return fmt.Errorf("read parameters: %w", err)
	}
	*t = make(texts)
	for name, value := range all {
		if text, ok := value.(string); ok {
			(*t)[name] = text
		}
	}
	return nil
}

// trackingOf reads what is appended for an entity. Nothing set is told by 404; other
// refusals leave it unknown, and unknown is not missing.
func (a *answer) trackingOf(ctx context.Context, kind string, id int64) (*tracking, error) {
	urn := entities.URN(kind, id)
	if known := a.tracking[urn]; known != nil {
		return known, nil
	}
	key := restli.Record(restli.Pair{Key: "adEntity", Value: restli.Record(restli.Pair{Key: kind, Value: restli.Text(urn)})})
	t := &tracking{}
	problem := a.source.Client.Get(ctx, "adTrackingParameters/"+string(key), nil, "", t)
	switch {
	case problem == nil || problem.Status == http.StatusNotFound:
	case passable(problem):
		t.reason = fmt.Sprintf("LinkedIn does not say what it appends to links (status %d)", problem.Status)
	default:
		return nil, problem
	}
	a.tracking[urn] = t
	return t, nil
}

// appended are the parameters that LinkedIn appends to the links of a creative, or
// why that is not known.
func (a *answer) appended(ctx context.Context, ad *ad) (pairs []pair, reason string, err error) {
	sources := []struct {
		kind string
		id   int64
	}{{"sponsoredCampaign", int64(ad.campaign.ID)}}
	if a.source.Client.Version() >= accountTracking {
		sources = append(sources, struct {
			kind string
			id   int64
		}{"sponsoredAccount", int64(ad.account.ID)})
	}
	for _, s := range sources {
		t, err := a.trackingOf(ctx, s.kind, s.id)
		if err != nil {
			return nil, "", err
		}
		if t.reason != "" {
			return nil, t.reason, nil
		}
		for _, name := range slices.Sorted(maps.Keys(t.Custom)) {
			pairs = append(pairs, pair{name, t.Custom[name]})
		}
		for _, name := range slices.Sorted(maps.Keys(t.Dynamic)) {
			value, known := ad.dynamic(t.Dynamic[name])
			if !known {
				return nil, "LinkedIn appends a value that this connector does not know: " + t.Dynamic[name], nil
			}
			pairs = append(pairs, pair{name, value})
		}
	}
	return pairs, "", nil
}

// dynamic is a value that LinkedIn fills in at the click.
func (a *ad) dynamic(name string) (string, bool) {
	switch name {
	case "ACCOUNT_ID":
		return fmt.Sprint(a.account.ID), true
	case "ACCOUNT_NAME":
		return a.account.Name, true
	case "CAMPAIGN_GROUP_ID":
		return fmt.Sprint(a.campaign.Group), true
	case "CAMPAIGN_GROUP_NAME":
		return a.group.Name, true
	case "CAMPAIGN_ID":
		return fmt.Sprint(a.campaign.ID), true
	case "CAMPAIGN_NAME":
		return a.campaign.Name, true
	case "CREATIVE_ID":
		return fmt.Sprint(a.creative.ID), true
	case "CREATIVE_NAME":
		return a.creative.Name, true
	}
	return "", false
}
