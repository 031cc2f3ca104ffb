package advertiser

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// CodeConfig is the code of mistakes in a block.
const CodeConfig = "LINKEDIN_CONFIG"

// Advertiser is what a block says.
type Advertiser struct {
	Accounts     []int64 // ad accounts, as declared and without repetition
	Organization int64   // the company page; 0 where none is declared
	Version      string  // YYYYMM
	API          *url.URL
	Auth         *url.URL
}

// Decode reads a block. The advertiser is usable where there are no errors.
func Decode(settings connector.Settings) (*Advertiser, connector.Diagnostics) {
	var block struct {
		AccountIDs     []string `json:"account_ids"`
		OrganizationID string   `json:"organization_id"`
		APIVersion     string   `json:"api_version"`
		Endpoint       string   `json:"endpoint"`
		AuthEndpoint   string   `json:"auth_endpoint"`
	}
	if err := settings.Decode(&block); err != nil {
		return nil, connector.Diagnostics{fault("Invalid block", fmt.Sprintf("The block cannot be read: %v.", err), "Check it with roictl validate.")}
	}
	var diags connector.Diagnostics
	check := func(wrong *connector.Diagnostic, path ...connector.PathStep) {
		if wrong != nil {
			wrong.Path = path
			diags = append(diags, *wrong)
		}
	}
	a := &Advertiser{Version: block.APIVersion}
	for i, text := range block.AccountIDs {
		id, wrong := accountID(text)
		check(wrong, connector.PathStep{Name: "account_ids"}, connector.PathStep{Index: i})
		if wrong == nil && !slices.Contains(a.Accounts, id) {
			a.Accounts = append(a.Accounts, id)
		}
	}
	if block.OrganizationID != "" {
		var wrong *connector.Diagnostic
		a.Organization, wrong = organizationID(block.OrganizationID)
		check(wrong, connector.Path("organization_id")...)
	}
	if len(block.AccountIDs) == 0 && block.OrganizationID == "" {
		diags = append(diags, fault("Nothing to read", "The block names neither an ad account nor a company page.",
			"Add account_ids = [\"500000001\"] for ads, organization_id = \"1001\" for the page, or both, with your own numbers."))
	}
	if a.Version == "" {
		a.Version = DefaultVersion
	}
	check(checkVersion(a.Version), connector.Path("api_version")...)
	var wrong *connector.Diagnostic
	a.API, wrong = endpoint(block.Endpoint, Endpoint)
	check(wrong, connector.Path("endpoint")...)
	if block.AuthEndpoint == "" && block.Endpoint != "" {
		a.Auth = a.API // a simulator is both
		return a, diags
	}
	a.Auth, wrong = endpoint(block.AuthEndpoint, AuthEndpoint)
	check(wrong, connector.Path("auth_endpoint")...)
	return a, diags
}

func fault(summary, detail, hint string) connector.Diagnostic {
	d := connector.NewError(CodeConfig, summary, detail)
	d.Hint = hint
	return d
}

// accountID takes the number out of what people paste.
func accountID(text string) (int64, *connector.Diagnostic) {
	bare := strings.TrimSpace(text)
	if id, ok := number(bare, "urn:li:sponsoredAccount:"); ok {
		return id, nil
	}
	what := fmt.Sprintf("%q is not the number of an ad account, such as \"500000001\".", bare)
	if kind, _, isURN := strings.Cut(strings.TrimPrefix(bare, "urn:li:"), ":"); isURN && strings.HasPrefix(bare, "urn:li:") {
		what = fmt.Sprintf("%q is a %s and not an ad account (sponsoredAccount).", bare, kind)
	}
	d := fault("Invalid ad account", what, "Campaign Manager shows the number beside the account's name, and in its address after /accounts/. roictl connectors test lists those that the login may see.")
	return 0, &d
}

func organizationID(text string) (int64, *connector.Diagnostic) {
	bare := strings.TrimSpace(text)
	if id, ok := number(bare, "urn:li:organization:"); ok {
		return id, nil
	}
	d := fault("Invalid company page", fmt.Sprintf("%q is not the number of a company page, such as \"1001\".", bare),
		"Open the page as its administrator: the number stands in the address after /company/. The page's name in an address that others see is not it.")
	return 0, &d
}

// number reads the digits of an identifier, with or without what a URN has before.
func number(text, prefix string) (int64, bool) {
	id, err := strconv.ParseUint(strings.TrimPrefix(text, prefix), 10, 63)
	return int64(id), err == nil && id > 0
}

func endpoint(text, standard string) (*url.URL, *connector.Diagnostic) {
	if text == "" {
		text = standard
	}
	address, err := httpclient.ParseEndpoint(text)
	if err != nil {
		d := fault("Invalid address", fmt.Sprintf("The address cannot be used: %v.", err), "Leave it out to ask LinkedIn itself.")
		return nil, &d
	}
	return address, nil
}
