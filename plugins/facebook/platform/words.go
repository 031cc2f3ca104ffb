package platform

import (
	"fmt"

	"github.com/roictl/roictl/connector"
)

// quote tells what Meta said, and its codes, by which its help finds the rest.
func (e *graphError) quote() string {
	code := fmt.Sprint(e.Code)
	if e.Subcode != 0 {
		code += "/" + fmt.Sprint(e.Subcode)
	}
	return fmt.Sprintf("Meta said: %q (code %s).", e.said(), code)
}

// words are the words for an error.
func (c *Client) words(e *graphError, kind Kind) connector.Diagnostic {
	switch kind {
	case Auth:
		return unaccepted(e)
	case Permission:
		return forbidden(e)
	case Missing:
		return invisible(e)
	case Sunset:
		return c.ended(e)
	case Throttled:
		return usedUp(e)
	case Passing:
		return failed(e)
	case HeavyPage, HeavyCall, HeavyReport:
		return tooMuch(e)
	case TooOld:
		return tooOld(e)
	case BadCursor:
		return moved(e)
	}
	return refused(e)
}

// whyUnaccepted says what happened to a token, by the subcode of code 190 (Graph
// API, "Handling errors").
var whyUnaccepted = map[int]string{
	458: "the app was removed from the Facebook account",
	459: "Facebook wants its user to log in on facebook.com first",
	460: "the password of the Facebook account was changed",
	463: "it has expired",
	464: "the Facebook account is not confirmed",
	467: "it was revoked, by a log-out or for security",
	492: "its user no longer has a role on the Page",
}

func unaccepted(e *graphError) connector.Diagnostic {
	why, known := whyUnaccepted[e.Subcode]
	if !known {
		why = fmt.Sprintf("Meta said %q", e.said())
	}
	d := connector.NewError(connector.CodeAuthExpired, "Login is not accepted", "Meta does not accept the access token: "+why+".")
	d.Hint = "Run roictl login for this connector, or make a new token for the system user, in Business settings under System users."
	if e.Subcode == 459 || e.Subcode == 464 {
		d.Hint = "Open facebook.com, log in there and follow what it asks for; then run roictl again."
	}
	return d
}

func forbidden(e *graphError) connector.Diagnostic {
	d := connector.NewError(connector.CodeAuthScope, "Login may not read this", "The login is good, but lacks a permission or a role. "+e.quote())
	d.Hint = "Ads need ads_read, Pages pages_read_engagement and read_insights, Instagram instagram_basic and instagram_manage_insights. Run roictl login again and leave them ticked; assign a system user to the account or Page in Business settings."
	return d
}

func invisible(e *graphError) connector.Diagnostic {
	d := connector.NewError(connector.CodeAccountNotVisible, "Account is not visible", "Meta lets this login see no such object: it does not exist, or nobody gave the login access to it. "+e.quote())
	d.Hint = "Check the number, and that the login, or the system user, is assigned to the account or Page in Business settings."
	return d
}

func (c *Client) ended(e *graphError) connector.Diagnostic {
	d := connector.NewError(connector.CodeVersionSunset, "Version has ended", fmt.Sprintf("Meta has ended version %s of the Marketing API. %s", c.version, e.quote()))
	d.Hint = "Set api_version to a version that lives, or leave it out and update roictl."
	d.Path = connector.Path("api_version")
	return d
}

func usedUp(e *graphError) connector.Diagnostic {
	d := connector.NewError(connector.CodeQuota, "Rate limit is used up", fmt.Sprintf("%s is used up. %s", bucketOf(e), e.quote()))
	d.Hint = "Run roictl again later; asking sooner makes the wait longer. An app with Full access to the Marketing API has far higher limits."
	return d
}

// failed says that Meta itself failed, after as many attempts as there are.
func failed(e *graphError) connector.Diagnostic {
	d := connector.NewError(connector.CodePlatform, platformName+" failed to answer", "Meta's own servers failed, however often they were asked. "+e.quote())
	d.Hint = "Try again later; https://metastatus.com tells of outages."
	d.Retryable = true
	return d
}

func tooMuch(e *graphError) connector.Diagnostic {
	d := connector.NewError(CodeTooMuch, "Too much data at once", "Meta finds the question too large, also in small pages and as a report in the background. "+e.quote())
	d.Hint = "Ask for a shorter period, for campaigns instead of ads, or without a breakdown."
	return d
}

func moved(e *graphError) connector.Diagnostic {
	d := connector.NewError(connector.CodePlatform, "Answer changed while it was read", "Meta lost the place in the answer, so that none of it is whole. "+e.quote())
	d.Hint = "Run roictl again; a larger page_size makes it less likely."
	d.Retryable = true
	return d
}

func tooOld(e *graphError) connector.Diagnostic {
	d := connector.NewError(CodeRange, "Days are too old", "Meta keeps figures of ads for 37 months. "+e.quote())
	d.Hint = "Ask for later days."
	return d
}

func refused(e *graphError) connector.Diagnostic {
	d := connector.NewError(CodeRequest, platformName+" refused the question", e.quote())
	d.Hint = "Check measures, dimensions and days of what is asked. Of the breakdowns, age goes with gender, platform with placement, and neither with a place: https://developers.facebook.com/docs/marketing-api/insights/breakdowns."
	return d
}
