package entities

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
)

// ID is the number of an entity. LinkedIn writes it as a number, or as a URN that
// ends with it.
type ID int64

// UnmarshalJSON reads either form; an absent identifier is 0.
func (id *ID) UnmarshalJSON(text []byte) error {
	bare := strings.Trim(string(text), `"`)
	if bare == "null" || bare == "" {
		*id = 0
		return nil
	}
	n, ok := Number(bare)
	if !ok {
		return fmt.Errorf("read identifier %s: it is neither a number nor a URN", text)
	}
	*id = ID(n)
	return nil
}

// Number takes the number off the end of a URN, or reads it where it stands alone.
func Number(urn string) (int64, bool) {
	n, err := strconv.ParseInt(urn[strings.LastIndexByte(urn, ':')+1:], 10, 64)
	return n, err == nil
}

// URN writes the URN of a kind such as sponsoredCampaign.
func URN(kind string, id int64) string { return fmt.Sprintf("urn:li:%s:%d", kind, id) }

// Account is an ad account.
type Account struct {
	ID       ID     `json:"id"`
	Name     string `json:"name"`
	Currency string `json:"currency"` // ISO 4217
	Status   string `json:"status"`   // ACTIVE, CANCELED, DRAFT, PENDING_DELETION or REMOVED
	Stamps   stamps `json:"changeAuditStamps"`
}

// stamps say when an entity was made, in milliseconds since 1970.
type stamps struct {
	Created struct {
		Time int64 `json:"time"`
	} `json:"created"`
}

// Created is the UTC day on which the account was made; 0 where LinkedIn does not
// say.
func (a *Account) Created() connector.Date {
	const day = 24 * 60 * 60 * 1000
	return connector.Date(a.Stamps.Created.Time / day)
}

// Group is a campaign group, which Campaign Manager calls a campaign since 2025.
type Group struct {
	ID     ID     `json:"id"`
	Name   string `json:"name"`
	Status string `json:"status"`
}

// Campaign is what Campaign Manager calls an ad set since 2025.
type Campaign struct {
	ID        ID     `json:"id"`
	Group     ID     `json:"campaignGroup"`
	Name      string `json:"name"`
	Status    string `json:"status"`
	Type      string `json:"type"`          // TEXT_AD, SPONSORED_UPDATES, SPONSORED_INMAILS or DYNAMIC
	Objective string `json:"objectiveType"` // such as LEAD_GENERATION
	Format    string `json:"format"`        // such as SINGLE_IMAGE
}

// Creative is an ad.
type Creative struct {
	ID       ID              `json:"id"`
	Campaign ID              `json:"campaign"`
	Name     string          `json:"name"`
	Status   string          `json:"intendedStatus"`
	Serving  bool            `json:"isServing"`
	Content  json.RawMessage `json:"content"`
	Lead     struct {
		Destination string `json:"destination"` // URN of the form that its button opens
	} `json:"leadgenCallToAction"`
}

// Reference is the URN of the post or message that the creative shows; "" where it
// carries its content itself.
func (c *Creative) Reference() string {
	var content struct {
		Reference string `json:"reference"`
	}
	if json.Unmarshal(c.Content, &content) != nil {
		return ""
	}
	return content.Reference
}

// Rule is a conversion rule.
type Rule struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}
