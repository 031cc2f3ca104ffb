package graph

import (
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"strings"
)

// Cursor names a place in a listing. It is opaque to clients: base64 of the
// place and of a checksum over it and the listing that it belongs to, so that
// a cursor that was tampered with, or taken to another listing, is refused.
func Cursor(listing, place string) string {
	text := fmt.Sprintf("%s:%x", place, checksum(listing, place))
	return base64.URLEncoding.EncodeToString([]byte(text))
}

// Place reads a cursor of the listing. A cursor that Meta did not give out for
// it is error 2642.
func Place(listing, cursor string) (string, *Error) {
	invalid := &Error{Code: 2642, Message: "(#2642) Invalid cursors values"}
	text, err := base64.URLEncoding.DecodeString(cursor)
	if err != nil {
		return "", invalid
	}
	cut := strings.LastIndexByte(string(text), ':')
	if cut < 0 {
		return "", invalid
	}
	place := string(text[:cut])
	if string(text[cut+1:]) != fmt.Sprintf("%x", checksum(listing, place)) {
		return "", invalid
	}
	return place, nil
}

func checksum(listing, place string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%s", listing, place)
	return h.Sum64()
}
