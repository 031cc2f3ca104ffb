package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"

	"github.com/roictl/roictl/config/filetext"
)

// The names of files.
const (
	extensionNative = ".roi.hcl"
	extensionJSON   = ".roi.hcl.json"
)

// Sources are the files of a configuration as they were read, for snippets in
// messages. They know which parts of them must not be shown. A nil *Sources has
// no files.
type Sources struct {
	files map[string]*hcl.File // by name
	names []string             // in order of reading
	// broken are the offsets of the syntax errors by file, sorted: what such a
	// file declares is not wholly known.
	broken map[string][]int
	// missing says that a file could not be read at all.
	missing bool
	// quoted are the texts in quotes of broken files; nil as long as nobody asks.
	quoted map[string]bool

	secret concealment
}

func newSources() *Sources {
	return &Sources{files: make(map[string]*hcl.File), broken: make(map[string][]int)}
}

// File returns the file of a name that a range carries; nil when there is none.
func (s *Sources) File(name string) *hcl.File {
	if s == nil {
		return nil
	}
	return s.files[name]
}

// All yields the name and the bytes of each file, in the order of reading.
func (s *Sources) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, name := range s.names {
			if !yield(name, s.files[name].Bytes) {
				return
			}
		}
	}
}

// add parses a file and keeps it, however much of it could be parsed.
func (s *Sources) add(name string, src []byte) (*hcl.File, hcl.Diagnostics) {
	text, unreadable := decodeText(name, src)
	file, diags := &hcl.File{Body: hcl.EmptyBody(), Bytes: text}, hcl.Diagnostics{unreadable}
	if unreadable == nil {
		file, diags = parse(name, text)
	} else {
		s.missing = true
	}
	s.files[name] = file
	s.names = append(s.names, name)
	for _, d := range diags {
		if d.Severity == hcl.DiagError && d.Subject != nil {
			s.broken[name] = append(s.broken[name], d.Subject.Start.Byte)
		}
	}
	if len(s.broken[name]) > 0 {
		slices.Sort(s.broken[name])
		s.concealBroken(name, file.Bytes)
	}
	return file, diags
}

// CheckSyntax parses a single file and says what is wrong with it, for those who
// do not load a configuration. Which variables are sensitive is not known then,
// so the sources show nothing that may be.
func CheckSyntax(name string, src []byte) (*Sources, hcl.Diagnostics) {
	s := newSources()
	file, diags := s.add(name, src)
	if isVariableFile(name) {
		s.concealTorn(name, Stretch{0, len(file.Bytes)})
	}
	s.redact(diags)
	return s, inOrder(diags)
}

// digest is the SHA-256 over the names and bytes of all files, in order.
func (s *Sources) digest() string {
	hash := sha256.New()
	for _, name := range s.names {
		src := s.files[name].Bytes
		fmt.Fprintf(hash, "%d %s %d\n", len(name), name, len(src))
		hash.Write(src)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// parse reads native or JSON syntax by the file's name. It always returns a file
// with a body and its bytes.
func parse(name string, src []byte) (*hcl.File, hcl.Diagnostics) {
	empty := &hcl.File{Body: hcl.EmptyBody(), Bytes: src}
	if diags := checkLimits(name, src); diags.HasErrors() {
		return empty, diags
	}
	var file *hcl.File
	var diags hcl.Diagnostics
	if strings.HasSuffix(name, ".json") {
		file, diags = json.Parse(src, name)
	} else {
		file, diags = hclsyntax.ParseConfig(src, name, hcl.InitialPos)
		if diags.HasErrors() {
			if again, more := recovered(name, src); more.HasErrors() {
				file, diags = again, more
			}
		}
	}
	if file == nil || file.Body == nil {
		file = empty
	}
	file.Bytes = src
	return file, withCode(CodeSyntax, diags)
}

// listFiles returns the names in the directory that satisfy match, in order.
func listFiles(directory fs.FS, match func(string) bool) ([]string, hcl.Diagnostics) {
	entries, err := fs.ReadDir(directory, ".")
	if err != nil {
		return nil, hcl.Diagnostics{unreadable("Directory cannot be read", fmt.Sprintf("The configuration's directory cannot be read: %s.", err))}
	}
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !match(name) || strings.HasPrefix(name, ".") {
			continue
		}
		if info, err := fs.Stat(directory, name); err == nil && info.IsDir() {
			continue // behind a symbolic link
		}
		names = append(names, name)
	}
	sort.Strings(names)
	return names, nil
}

func isConfigFile(name string) bool {
	return strings.HasSuffix(name, extensionNative) || strings.HasSuffix(name, extensionJSON)
}

// unreadableFile says why a file cannot be read, and what to do.
func unreadableFile(what string, err error) *hcl.Diagnostic {
	todo := ""
	var failure *filetext.Error
	if errors.As(err, &failure) {
		todo = "\n\n" + failure.Todo
	}
	return unreadable("File cannot be read", fmt.Sprintf("%s cannot be read: %s.%s", what, err, todo))
}

func unreadable(summary, detail string) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: detail, Extra: CodeFile}
}

// mayDeclare says whether a file that could not be parsed wholly has the name
// somewhere in quotes, or a file could not be read at all: then a reference to it
// is not reported as well.
func (s *Sources) mayDeclare(name string) bool {
	if s.missing {
		return true
	}
	if s.quoted == nil {
		s.quoted = make(map[string]bool)
		for file := range s.broken {
			for _, match := range quotedText.FindAllSubmatch(s.files[file].Bytes, -1) {
				s.quoted[string(match[1])] = true
			}
		}
	}
	return s.quoted[name]
}

var quotedText = regexp.MustCompile(`"([^"\n]*)"`)
