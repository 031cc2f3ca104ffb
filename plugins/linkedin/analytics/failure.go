package analytics

import (
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// Codes of what LinkedIn does not answer whole.
const (
	// CodeIncomplete says that an answer stays cut however it is split.
	CodeIncomplete = "LINKEDIN_INCOMPLETE"
	// CodeWidened says that LinkedIn answered about more days than were asked for.
	CodeWidened = "LINKEDIN_WIDENED"
	// codeAnswer says that an answer is not in the form of LinkedIn's documentation.
	codeAnswer = "LINKEDIN_ANSWER"
)

func notAnAnswer(err error) *platform.Problem {
	d := connector.NewError(codeAnswer, "LinkedIn answered something else", fmt.Sprintf("LinkedIn answered, but not in the form that its documentation gives: %v.", err))
	d.Hint = "Run roictl again; if it stays, the interface has changed, and a later roictl may know it."
	return &platform.Problem{Diagnostic: d}
}

func incomplete(window connector.Interval, most int) *platform.Problem {
	d := connector.NewError(CodeIncomplete, "LinkedIn's answer is incomplete",
		fmt.Sprintf("LinkedIn sends %d rows at most and leaves the others out without saying so. In %s there are more even of a single ad, so that sums would be too low.", most, window))
	d.Hint = "Ask for fewer dimensions at a time."
	return &platform.Problem{Diagnostic: d}
}

func widened(asked, got connector.Interval) *platform.Problem {
	d := connector.NewError(CodeWidened, "LinkedIn answered about other days",
		fmt.Sprintf("LinkedIn was asked about %s and answered about %s: of who saw ads it keeps single days for about six months, and whole months for two years.", asked, got))
	d.Hint = "Ask for whole months, or for days of the last six months."
	return &platform.Problem{Diagnostic: d}
}
