package inspect

import (
	"bytes"
	"errors"
	"regexp"

	"github.com/roictl/roictl/plugins/file/number"
	"github.com/roictl/roictl/plugins/file/spec"
)

// shape is what a value looks like.
type shape struct {
	number    bool // under some convention
	fraction  bool
	percent   bool
	time      bool
	negative  bool
	padded    bool
	ambiguous bool // as a number, with a decimal point and with a comma
	email     bool
	currency  bool         // the code of one
	mark      string       // sign or code of a currency beside the number
	proof     number.Point // the decimal sign that it can only be read with
}

var email = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$`)

func shapeOf(cell []byte, exact bool) shape {
	looks := shape{
		email:    bytes.IndexByte(cell, '@') > 0 && email.Match(cell),
		currency: spec.IsCurrency(string(cell)),
	}
	style := number.Style{}
	if exact {
		style.Point = number.PointDot
	}
	read, err := number.Parse(cell, style)
	var why *number.Error
	switch {
	case errors.As(err, &why) && (why.Kind == number.Ambiguous || why.Kind == number.TooFine):
		looks.number, looks.ambiguous = true, why.Kind == number.Ambiguous
	case err != nil:
		timed, err := number.ParseDuration(cell, style)
		looks.time = err == nil && !timed.Value.Null
	default:
		looks.number = true
		looks.fraction = read.Value.Scale > 0 && !read.Percent
		looks.negative = read.Value.Unscaled < 0
		looks.padded = len(cell) > 1 && cell[0] == '0' && read.Value.Scale == 0
		looks.percent = read.Percent
		looks.mark, looks.proof = read.Currency, read.Proof
	}
	return looks
}
