package property

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// CodeConfig is the code of mistakes in a block.
const CodeConfig = "GA4_CONFIG"

// Property is what a block says.
type Property struct {
	ID       string // digits
	Currency string // ISO 4217; empty for the property's own
	Data     *url.URL
	Admin    *url.URL
}

// Name is the property's name in requests, such as properties/123.
func (p *Property) Name() string { return "properties/" + p.ID }

// Decode reads a block. The property is usable where there are no errors.
func Decode(settings connector.Settings) (*Property, connector.Diagnostics) {
	var block struct {
		PropertyID    string `json:"property_id"`
		Currency      string `json:"currency"`
		Endpoint      string `json:"endpoint"`
		AdminEndpoint string `json:"admin_endpoint"`
	}
	if err := settings.Decode(&block); err != nil {
		return nil, connector.Diagnostics{fault("Invalid block", fmt.Sprintf("The block cannot be read: %v.", err), "Check it with roictl validate.")}
	}
	var diags connector.Diagnostics
	p := &Property{Currency: block.Currency}
	check := func(attribute string, wrong *connector.Diagnostic) {
		if wrong != nil {
			wrong.Path = connector.Path(attribute)
			diags = append(diags, *wrong)
		}
	}
	var wrong *connector.Diagnostic
	p.ID, wrong = propertyID(block.PropertyID)
	check("property_id", wrong)
	check("currency", checkCurrency(block.Currency))
	p.Data, wrong = endpoint(block.Endpoint, DataEndpoint)
	check("endpoint", wrong)
	if block.AdminEndpoint == "" && block.Endpoint != "" {
		p.Admin = p.Data // a simulator is both
		return p, diags
	}
	p.Admin, wrong = endpoint(block.AdminEndpoint, AdminEndpoint)
	check("admin_endpoint", wrong)
	return p, diags
}

func fault(summary, detail, hint string) connector.Diagnostic {
	d := connector.NewError(CodeConfig, summary, detail)
	d.Hint = hint
	return d
}

var (
	digits   = regexp.MustCompile(`^[0-9]{1,20}$`)
	currency = regexp.MustCompile(`^[A-Z]{3}$`)
)

// whereToFind tells where the number stands.
const whereToFind = "In Analytics, open Admin, Property details: the property ID is the number at the top right."

// propertyID takes the number out of what people paste.
func propertyID(text string) (string, *connector.Diagnostic) {
	id := strings.TrimPrefix(strings.TrimSpace(text), "properties/")
	if digits.MatchString(id) {
		return id, nil
	}
	var what string
	switch prefix, _, _ := strings.Cut(strings.ToUpper(id), "-"); prefix {
	case "":
		what = "property_id is empty."
	case "G":
		what = fmt.Sprintf("%q is the measurement ID of a data stream, which stands in the code of a website. The reports belong to the property, which has a number.", id)
	case "UA":
		what = fmt.Sprintf("%q belongs to Universal Analytics, which Google switched off in July 2024. Its successor, a Google Analytics 4 property, has a number of its own.", id)
	case "GTM", "GT", "AW":
		what = fmt.Sprintf("%q is the ID of a tag or an advertising account, not that of an Analytics property, which is a number.", id)
	default:
		what = fmt.Sprintf("%q is not the number of a property, such as \"123456789\".", id)
	}
	d := fault("Invalid property ID", what, whereToFind)
	return "", &d
}

func checkCurrency(code string) *connector.Diagnostic {
	if code == "" || currency.MatchString(code) {
		return nil
	}
	d := fault("Invalid currency", fmt.Sprintf("%q is not an ISO 4217 code of three capital letters, such as \"EUR\".", code), "Leave it out to get money in the property's own currency.")
	return &d
}

func endpoint(text, standard string) (*url.URL, *connector.Diagnostic) {
	if text == "" {
		text = standard
	}
	address, err := httpclient.ParseEndpoint(text)
	if err != nil {
		d := fault("Invalid address", fmt.Sprintf("The address cannot be used: %v.", err), "Leave it out to ask Google itself.")
		return nil, &d
	}
	return address, nil
}
