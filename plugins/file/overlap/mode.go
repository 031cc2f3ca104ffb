package overlap

// Mode is what is done with rows for days that several files have rows of.
type Mode string

// The modes.
const (
	// Refuse takes the same row in two files for a mistake. Files that have
	// different rows for a day, such as those of two accounts, add up.
	Refuse Mode = "error"
	// Newest lets only the newest file count on such a day.
	Newest Mode = "newest"
	// Add adds the rows of all files up, whatever they are.
	Add Mode = "add"
)

// Modes returns all modes as a block writes them, the default first.
func Modes() []string { return []string{string(Refuse), string(Newest), string(Add)} }
