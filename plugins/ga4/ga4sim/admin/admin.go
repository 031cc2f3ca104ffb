// Package admin holds what the Admin API tells about a property: its settings, its
// key events, its streams and its registered parameters.
//
// What comes in: a property of the world. What goes out: messages of the Admin API
// v1beta. It knows no HTTP and who may ask.
package admin

import (
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Property is a Property message.
type Property struct {
	Name             string `json:"name"`
	Parent           string `json:"parent"`
	CreateTime       string `json:"createTime"`
	UpdateTime       string `json:"updateTime"`
	DisplayName      string `json:"displayName"`
	IndustryCategory string `json:"industryCategory"`
	TimeZone         string `json:"timeZone"`
	CurrencyCode     string `json:"currencyCode"`
	ServiceLevel     string `json:"serviceLevel"`
	Account          string `json:"account"`
	PropertyType     string `json:"propertyType"`
}

// ordinary is the type of every property.
const ordinary = "PROPERTY_TYPE_ORDINARY"

// Describe returns the settings of a property.
func Describe(account world.Account, p *world.Property) Property {
	level := "GOOGLE_ANALYTICS_STANDARD"
	if p.Premium {
		level = "GOOGLE_ANALYTICS_360"
	}
	created := p.Created.Format(time.RFC3339Nano)
	return Property{
		Name: "properties/" + p.ID, Parent: "accounts/" + account.ID, CreateTime: created, UpdateTime: created, DisplayName: p.Name,
		IndustryCategory: p.Industry, TimeZone: p.Zone.String(), CurrencyCode: p.Currency, ServiceLevel: level,
		Account: "accounts/" + account.ID, PropertyType: ordinary,
	}
}

// AccountSummary is an account with the properties that a caller may see.
type AccountSummary struct {
	Name              string            `json:"name"`
	Account           string            `json:"account"`
	DisplayName       string            `json:"displayName"`
	PropertySummaries []PropertySummary `json:"propertySummaries,omitempty"`
}

// PropertySummary is a property in the list of its account.
type PropertySummary struct {
	Property     string `json:"property"`
	DisplayName  string `json:"displayName"`
	PropertyType string `json:"propertyType"`
	Parent       string `json:"parent"`
}

// Summarize returns the account with the given properties.
func Summarize(account world.Account, visible []*world.Property) AccountSummary {
	summary := AccountSummary{Name: "accountSummaries/" + account.ID, Account: "accounts/" + account.ID, DisplayName: account.Name}
	for _, p := range visible {
		summary.PropertySummaries = append(summary.PropertySummaries,
			PropertySummary{"properties/" + p.ID, p.Name, ordinary, "accounts/" + account.ID})
	}
	return summary
}
