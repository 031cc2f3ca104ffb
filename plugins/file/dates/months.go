package dates

import "strings"

// months are the names and usual abbreviations in English, German, French and
// Spanish. No name means different months in two of them.
var months = func() map[string]int {
	numbers := make(map[string]int)
	for i, names := range []string{
		"january jan januar jänner jän janvier janv enero ene",
		"february feb februar février févr fév febrero",
		"march mar märz mär mrz mars marzo",
		"april apr avril avr abril abr",
		"may mai mayo",
		"june jun juni juin junio",
		"july jul juli juillet juil julio",
		"august aug août aoû agosto ago",
		"september sep sept septembre septiembre set",
		"october oct oktober okt octobre octubre",
		"november nov novembre noviembre",
		"december dec dezember dez décembre déc diciembre dic",
	} {
		for name := range strings.FieldsSeq(names) {
			numbers[name] = i + 1
		}
	}
	return numbers
}()

// monthByName returns the month's number, 0 for a name that is none.
func monthByName(name []byte) int {
	const longest = 16
	if len(name) == 0 || len(name) > longest {
		return 0
	}
	return months[strings.ToLower(string(name))]
}
