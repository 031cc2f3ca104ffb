package admin

import (
	"fmt"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// KeyEvent is a KeyEvent message.
type KeyEvent struct {
	Name           string `json:"name"`
	EventName      string `json:"eventName"`
	CreateTime     string `json:"createTime"`
	Deletable      bool   `json:"deletable,omitempty"`
	Custom         bool   `json:"custom,omitempty"`
	CountingMethod string `json:"countingMethod"`
}

// DataStream is a DataStream message of a web stream.
type DataStream struct {
	Name        string        `json:"name"`
	Type        string        `json:"type"`
	DisplayName string        `json:"displayName"`
	CreateTime  string        `json:"createTime"`
	UpdateTime  string        `json:"updateTime"`
	Web         WebStreamData `json:"webStreamData"`
}

// WebStreamData is what a web stream adds.
type WebStreamData struct {
	MeasurementID string `json:"measurementId"`
	DefaultURI    string `json:"defaultUri"`
}

// GoogleAdsLink is a GoogleAdsLink message.
type GoogleAdsLink struct {
	Name                      string `json:"name"`
	CustomerID                string `json:"customerId"`
	AdsPersonalizationEnabled bool   `json:"adsPersonalizationEnabled"`
	CreateTime                string `json:"createTime"`
}

// CustomDimension is a CustomDimension message.
type CustomDimension struct {
	Name          string `json:"name"`
	ParameterName string `json:"parameterName"`
	DisplayName   string `json:"displayName"`
	Scope         string `json:"scope"`
}

// CustomMetric is a CustomMetric message.
type CustomMetric struct {
	Name            string `json:"name"`
	ParameterName   string `json:"parameterName"`
	DisplayName     string `json:"displayName"`
	MeasurementUnit string `json:"measurementUnit"`
	Scope           string `json:"scope"`
}

// Lists maps the collections below a property to the field and the members of their pages.
var Lists = map[string]func(*world.Property) (field string, members []any){
	"keyEvents":        keyEvents,
	"dataStreams":      dataStreams,
	"googleAdsLinks":   googleAdsLinks,
	"customDimensions": customDimensions,
	"customMetrics":    customMetrics,
}

// Retention is a DataRetentionSettings message.
type Retention struct {
	Name               string `json:"name"`
	EventDataRetention string `json:"eventDataRetention"`
	UserDataRetention  string `json:"userDataRetention"`
	Reset              bool   `json:"resetUserDataOnNewActivity"`
}

// DescribeRetention returns how long a property keeps events and users.
func DescribeRetention(p *world.Property) Retention {
	return Retention{"properties/" + p.ID + "/dataRetentionSettings", "FOURTEEN_MONTHS", "FOURTEEN_MONTHS", true}
}

// name is the resource name of the n-th member of a collection.
func name(p *world.Property, collection string, n int) string {
	return fmt.Sprintf("properties/%s/%s/%d", p.ID, collection, n+1)
}

func keyEvents(p *world.Property) (string, []any) {
	var members []any
	for i, key := range p.KeyEvents {
		method, created := "ONCE_PER_EVENT", p.Created
		if key.OncePerSession {
			method = "ONCE_PER_SESSION"
		}
		if key.Since != 0 {
			created = key.Since.In(p.Zone)
		}
		members = append(members, KeyEvent{
			Name: name(p, "keyEvents", i), EventName: key.Name, CreateTime: created.UTC().Format(time.RFC3339Nano),
			Deletable: key.Custom, Custom: key.Custom, CountingMethod: method,
		})
	}
	return "keyEvents", members
}

func dataStreams(p *world.Property) (string, []any) {
	var members []any
	created := p.Created.Format(time.RFC3339Nano)
	for _, s := range p.Streams {
		members = append(members, DataStream{
			Name: "properties/" + p.ID + "/dataStreams/" + s.ID, Type: "WEB_DATA_STREAM", DisplayName: s.Name,
			CreateTime: created, UpdateTime: created, Web: WebStreamData{s.MeasurementID, s.URI},
		})
	}
	return "dataStreams", members
}

func googleAdsLinks(p *world.Property) (string, []any) {
	var members []any
	for i, customer := range p.AdsCustomers {
		members = append(members, GoogleAdsLink{name(p, "googleAdsLinks", i), customer, true, p.Created.Format(time.RFC3339Nano)})
	}
	return "googleAdsLinks", members
}

func customDimensions(p *world.Property) (string, []any) {
	var members []any
	for i, d := range p.CustomDimensions {
		members = append(members, CustomDimension{name(p, "customDimensions", i), d.Parameter, d.Name, d.Scope})
	}
	return "customDimensions", members
}

func customMetrics(p *world.Property) (string, []any) {
	var members []any
	for i, m := range p.CustomMetrics {
		members = append(members, CustomMetric{name(p, "customMetrics", i), m.Parameter, m.Name, m.Unit, "EVENT"})
	}
	return "customMetrics", members
}
