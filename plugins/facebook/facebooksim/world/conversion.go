package world

// Kind is what a conversion was.
type Kind int

// The kinds of conversions.
const (
	Purchase  Kind = iota // on the advertiser's site, seen by the pixel
	AddToCart             // on the advertiser's site, seen by the pixel
	PixelLead             // on the advertiser's site, seen by the pixel
	FormLead              // on Meta, in an instant form
	Kinds
)

// OffMeta says whether the conversion happened outside of Meta's apps.
func (k Kind) OffMeta() bool { return k != FormLead }

// Touch is what the person did with the ad before converting, and how long
// before. A conversion has one touch: windows are made of touches.
type Touch int

// The touches.
const (
	Click1   Touch = iota // clicked within a day
	Click7                // clicked two to seven days before
	Click28               // clicked eight to 28 days before
	View1                 // saw it within a day, and did not click
	Engaged1              // watched it within a day, and did not click
	Touches
)

// Windows is a set of touches that count.
type Windows [Touches]bool

// The attribution windows that Meta still fills, by the names that it requests
// and reports them under.
var named = map[string]Windows{
	"1d_click":  {Click1: true},
	"7d_click":  {Click1: true, Click7: true},
	"28d_click": {Click1: true, Click7: true, Click28: true},
	"1d_view":   {View1: true},
	"1d_ev":     {Engaged1: true},
}

// Window returns the touches that count in a window. Windows that Meta accepts
// and no longer fills have none.
func Window(name string) Windows { return named[name] }

// Or joins two sets.
func (w Windows) Or(other Windows) Windows {
	for i := range w {
		w[i] = w[i] || other[i]
	}
	return w
}

// Setting is the attribution setting of an ad set: which touches its figures
// count.
type Setting string

// The settings that the world uses, as insights report them.
const (
	ClickAndView    Setting = "1d_view_7d_click" // Meta's stock setting
	ClickOnly       Setting = "7d_click"
	ClickViewEngage Setting = "1d_view_7d_click_1d_ev"
	ClickWithinADay Setting = "1d_click"
)

// Windows returns the touches that count.
func (s Setting) Windows() Windows {
	switch s {
	case ClickOnly:
		return Window("7d_click")
	case ClickViewEngage:
		return Window("7d_click").Or(Window("1d_view")).Or(Window("1d_ev"))
	case ClickWithinADay:
		return Window("1d_click")
	default:
		return Window("7d_click").Or(Window("1d_view"))
	}
}

// Conversion is one thing that one person did because of an ad.
type Conversion struct {
	Kind  Kind
	Touch Touch
	Value int64 // minor units of the account's currency; 0 for what has no value
	Delay int   // days after its own until Meta knows of it, 0 to 27
	Hour  int   // of its day
	Who   uint64
}
