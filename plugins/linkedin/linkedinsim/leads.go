package linkedinsim

import (
	"fmt"
	"strconv"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// noTotal leaves `total` out of an index page.
const noTotal = -2

func (c *call) leadForms() (any, error) {
	account, err := c.leadOwner()
	if err != nil {
		return nil, err
	}
	var found []any
	for _, form := range c.server.world.Forms {
		if form.Account == account {
			found = append(found, object{"id": form.ID, "name": form.Name, "state": "PUBLISHED", "owner": object{"sponsoredAccount": urn("sponsoredAccount", account)},
				"content": object{"postSubmissionInfo": object{"callToAction": object{"callToActionTarget": object{"landingPageUrl": form.Landing}}}}})
		}
	}
	return c.indexPage(found, 10, noTotal)
}

// leadOwner reads owner=(sponsoredAccount:…) of the finder owner.
func (c *call) leadOwner() (int64, error) {
	if c.query.Text("q") != "owner" {
		return 0, problem.Invalid("q")
	}
	owner, _ := restli.At(c.query.Value("owner"), "sponsoredAccount").(restli.Text)
	if owner == "" {
		return 0, problem.Invalid("owner")
	}
	return c.ownAccount("owner", string(owner))
}

// leadResponses lists what members sent by lead forms, newest last. Its answers
// are personal data and made up all the same.
func (c *call) leadResponses() (any, error) {
	account, err := c.leadOwner()
	if err != nil {
		return nil, err
	}
	if kind := restli.Symbol(restli.At(c.query.Value("leadType"), "leadType")); kind != "SPONSORED" {
		return nil, problem.Invalid("leadType")
	}
	from, to := c.server.world.Start().Start(), c.now
	if span := c.query.Value("submittedAtTimeRange"); span != nil {
		if from, to, err = milliRange(span); err != nil {
			return nil, problem.Invalid("submittedAtTimeRange")
		}
	}
	var found []any
	for i := range c.server.world.Creatives {
		creative := &c.server.world.Creatives[i]
		if campaign := c.server.world.Campaign(creative.Campaign); campaign.Account == account {
			found = append(found, c.leadsOf(creative, campaign, from, to)...)
		}
	}
	if c.query.Text("limitedToTestLeads") == "true" {
		found = nil // nobody tested a form
	}
	return c.indexPage(found, 10, noTotal)
}

// leadsOf makes one response of every lead that a creative got.
func (c *call) leadsOf(creative *world.Creative, campaign *world.Campaign, from, to time.Time) []any {
	var found []any
	number := 0
	c.server.world.Facts(creative, world.DayOf(from), world.DayOf(to), func(f *world.Fact) bool {
		for range f.Counts[world.Leads] {
			number++
			at := f.Day.Start().Add(time.Duration(number%24)*time.Hour + time.Duration(number%60)*time.Minute)
			if at.Before(from) || !at.Before(to) || f.Visible.After(c.now) {
				continue
			}
			found = append(found, object{"id": fmt.Sprintf("%08x-%d-%d", creative.ID, f.Day, number), "submittedAt": at.UnixMilli(),
				"leadType": "SPONSORED", "testLead": false, "owner": object{"sponsoredAccount": urn("sponsoredAccount", campaign.Account)},
				"leadMetadata":            object{"sponsoredLeadMetadata": object{"campaign": urn("sponsoredCampaign", campaign.ID)}},
				"associatedEntity":        object{"associatedCreative": urn("sponsoredCreative", creative.ID)},
				"versionedLeadGenFormUrn": fmt.Sprintf("urn:li:versionedLeadGenForm:(urn:li:leadGenForm:%d,1)", creative.Form),
				"formResponse":            object{"answers": []any{object{"questionId": 1, "answerDetails": object{"textQuestionAnswer": object{"answer": "person@example.com"}}}}}})
		}
		return true
	})
	return found
}

// milliRange reads (start:ms,end:ms).
func milliRange(v restli.Value) (from, to time.Time, err error) {
	var ends [2]time.Time
	for i, name := range []string{"start", "end"} {
		text, _ := restli.At(v, name).(restli.Text)
		ms, err := strconv.ParseInt(string(text), 10, 64)
		if err != nil {
			return from, to, fmt.Errorf("read %s: %w", name, err)
		}
		ends[i] = time.UnixMilli(ms).UTC()
	}
	return ends[0], ends[1], nil
}
