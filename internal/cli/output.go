package cli

import (
	"fmt"
	"io"
)

// output is the standard output that remembers its first error, so that a report
// which nobody got never counts as given, whoever wrote it.
type output struct {
	to  io.Writer
	err error
}

var _ io.Writer = (*output)(nil)

// Write writes on until an error. It is called from one goroutine at a time, as
// the writer behind it.
func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.to.Write(p)
	if err != nil {
		o.err = fmt.Errorf("write standard output: %w", err)
		return n, o.err
	}
	return n, nil
}
