package account

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
)

// CodeConfig is the code of mistakes in a block.
const CodeConfig = "FACEBOOK_CONFIG"

// Account is what a block says.
type Account struct {
	ID          string            // of the ad account, digits only; empty when there is none
	PageID      string            // digits; likewise
	InstagramID string            // digits; empty for that of the Page
	Attribution catalogue.Windows // of metrics that choose none
	Actions     map[string]string // action types by the name of the conversion, all of them
	Version     string            // such as v26.0
	PageSize    int               // rows of a request
	MaxWait     time.Duration     // for rate limits
	Endpoint    *url.URL
}

// Node is the ad account's name in requests, such as act_123.
func (a *Account) Node() string { return "act_" + a.ID }

// block is the block as it is written.
type block struct {
	AccountID   string            `json:"account_id"`
	PageID      string            `json:"page_id"`
	InstagramID string            `json:"instagram_id"`
	Attribution []string          `json:"attribution"`
	Actions     map[string]string `json:"actions"`
	APIVersion  string            `json:"api_version"`
	PageSize    json.Number       `json:"page_size"`
	MaxWait     json.Number       `json:"max_wait_minutes"`
	Endpoint    string            `json:"endpoint"`
}

// Decode reads a block. The account is usable where there are no errors.
func Decode(settings connector.Settings) (*Account, connector.Diagnostics) {
	var written block
	if err := settings.Decode(&written); err != nil {
		return nil, connector.Diagnostics{fault("Invalid block", fmt.Sprintf("The block cannot be read: %v.", err), "Check it with roictl validate.")}
	}
	r := &reader{}
	a := &Account{
		ID:          r.id("account_id", strings.TrimPrefix(strings.TrimSpace(written.AccountID), "act_"), "the number of an ad account, such as \"act_1234567890\""),
		PageID:      r.id("page_id", strings.TrimSpace(written.PageID), "the number of a Page"),
		InstagramID: r.id("instagram_id", strings.TrimSpace(written.InstagramID), "the number of an Instagram account; the user name is not enough"),
		Actions:     r.actions(written.Actions),
		Version:     r.version(written.APIVersion),
		PageSize:    r.number("page_size", written.PageSize, defaultPageSize, 25, 5000),
		Endpoint:    r.endpoint(written.Endpoint),
	}
	a.MaxWait = time.Duration(r.number("max_wait_minutes", written.MaxWait, defaultMaxWait, 0, 24*60)) * time.Minute
	windows, err := catalogue.ParseWindows(strings.Join(written.Attribution, ","))
	if err != nil {
		r.refuse("attribution", "Invalid attribution", fmt.Sprintf("Conversions cannot be counted so: %v.", err), "Leave it out to count as Ads Manager does.")
	}
	a.Attribution = windows
	if a.ID+a.PageID+a.InstagramID == "" && !r.diags.HasErrors() {
		r.refuse("account_id", "Nothing to read", "The block names no ad account, no Page and no Instagram account.", "Set account_id for ads, page_id for the Page, or both.")
	}
	return a, r.diags
}

// reader collects what is wrong.
type reader struct{ diags connector.Diagnostics }

func (r *reader) refuse(attribute, summary, detail, hint string) {
	d := fault(summary, detail, hint)
	d.Path = connector.Path(attribute)
	r.diags = append(r.diags, d)
}

func fault(summary, detail, hint string) connector.Diagnostic {
	d := connector.NewError(CodeConfig, summary, detail)
	d.Hint = hint
	return d
}

var (
	digits  = regexp.MustCompile(`^[0-9]{1,30}$`)
	version = regexp.MustCompile(`^v([0-9]+)\.[0-9]+$`)
)

// id reads a number that Meta gave to something; it may be absent.
func (r *reader) id(attribute, text, what string) string {
	if text == "" || digits.MatchString(text) {
		return text
	}
	hint := "It is the number in the address bar of Ads Manager behind act=, or of Business settings."
	if strings.Contains(text, "/") {
		hint = "Write the number alone, without the address around it."
	}
	r.refuse(attribute, "Invalid ID", fmt.Sprintf("%q is not %s.", text, what), hint)
	return ""
}

// oldestVersion is the oldest version whose Marketing API answers: that of v24.0
// ended on 2026-10-06 (Marketing API changelog, "Versions").
const oldestVersion = 25

func (r *reader) version(text string) string {
	if text == "" {
		return Version
	}
	number := version.FindStringSubmatch(text)
	if number == nil {
		r.refuse("api_version", "Invalid version", fmt.Sprintf("%q is not a version of Meta's interface, such as %q.", text, Version), "Leave it out to ask "+Version+".")
		return Version
	}
	if major, err := strconv.Atoi(number[1]); err != nil || major < oldestVersion {
		r.refuse("api_version", "Version has ended", fmt.Sprintf("Meta has ended the Marketing API of %s; that of v24.0 ended on 2026-10-06.", text), "Use "+Version+", or leave it out.")
	}
	return text
}

func (r *reader) number(attribute string, text json.Number, standard, least, most int) int {
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text.String())
	if err != nil || n < least || n > most {
		r.refuse(attribute, "Number out of range", fmt.Sprintf("%s is %s, and has to be a whole number from %d to %d.", attribute, text, least, most), fmt.Sprintf("Leave it out for %d.", standard))
		return standard
	}
	return n
}

func (r *reader) endpoint(text string) *url.URL {
	if text == "" {
		text = Endpoint
	}
	address, err := httpclient.ParseEndpoint(text)
	if err != nil {
		r.refuse("endpoint", "Invalid address", fmt.Sprintf("The address cannot be used: %v.", err), "Leave it out to ask Meta itself.")
	}
	return address
}

// actions completes the action types of conversions.
func (r *reader) actions(written map[string]string) map[string]string {
	all := make(map[string]string)
	for _, name := range catalogue.Conversions() {
		all[name] = catalogue.DefaultAction(name)
	}
	for _, name := range slices.Sorted(maps.Keys(written)) {
		action := strings.TrimSpace(written[name])
		switch _, known := all[name]; {
		case !known:
			hint := "Other action types need no setting: use measure = \"actions:TYPE\"."
			if near := connector.Suggest(name, catalogue.Conversions()); near != "" {
				hint = fmt.Sprintf("Did you mean %q?", near)
			}
			r.refuse("actions", "Unknown conversion", fmt.Sprintf("There is no conversion %q. There are: %s.", name, strings.Join(catalogue.Conversions(), ", ")), hint)
		case action == "" || strings.ContainsAny(action, " ,:"):
			r.refuse("actions", "Invalid action type", fmt.Sprintf("%q is not one action type, such as %q.", written[name], all[name]), "Name exactly one: Meta counts the same conversion under several, which are never added up.")
		default:
			all[name] = action
		}
	}
	return all
}
