package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that every package of roictl starts with.
const module = "github.com/roictl/roictl/"

// rooms says which other rooms of the house each room may enter. The longest
// matching room holds; a room may always enter what is below itself.
var rooms = map[string][]string{
	"connector":                        {},
	"plugins":                          {"connector"},
	"plugins/facebook/facebooksim/cmd": {"plugins/facebook"},
	"config":                           {"connector"},
	"history":                          {},
	"engine":                           {"config", "history", "connector"},
	"report":                           {"engine", "history", "config", "connector"},
	"internal/host":                    {"engine", "config", "connector"},
	"internal/credentials":             {"config", "connector"},
	"internal/cli":                     {"report", "engine", "history", "config", "connector", "internal/host", "internal/credentials"},
	"internal/cli/args":                {},
	"internal/cli/hclfmt":              {},
	"internal/cli/process":             {"internal/cli", "internal/credentials", "connector"},
	"cmd/roictl":                       {"internal/cli", "plugins", "connector"},
}

// TestImportsKeepToTheHouse holds who may import whom: data flow one way, the
// public SDK stands alone, and a connector sees nothing but the SDK.
func TestImportsKeepToTheHouse(t *testing.T) {
	t.Parallel()
	for file, tree := range sources(t) {
		room := roomOf(path.Dir(file))
		if room == "" {
			continue
		}
		for _, spec := range tree.Imports {
			target, own := strings.CutPrefix(importPath(t, spec), module)
			if !own || within(target, room) {
				continue
			}
			if !slices.ContainsFunc(rooms[room], func(allowed string) bool { return within(target, allowed) }) {
				t.Errorf("%s imports %s, and %s may only import %v", file, target, room, rooms[room])
			}
		}
	}
}

// TestOnePlugInDoesNotKnowAnother holds that a connector could move to a
// repository of its own.
func TestOnePlugInDoesNotKnowAnother(t *testing.T) {
	t.Parallel()
	for file, tree := range sources(t) {
		parts := strings.SplitN(file, "/", 3)
		if parts[0] != "plugins" {
			continue
		}
		for _, spec := range tree.Imports {
			target, own := strings.CutPrefix(importPath(t, spec), module+"plugins/")
			if own && !within(target, parts[1]) {
				t.Errorf("%s imports the plugin %s", file, target)
			}
		}
	}
}

// TestLibrariesStayInTheirRooms holds that a library which shapes code is
// imported only where its job is done.
func TestLibrariesStayInTheirRooms(t *testing.T) {
	t.Parallel()
	homes := map[string][]string{
		"github.com/spf13/":              {"internal/cli"},
		"github.com/vbauerster/mpb":      {"internal/cli"},
		"github.com/hashicorp/hcl":       {"config", "engine", "report", "internal/cli", "internal/host", "internal/credentials", "plugins/file/inspect"},
		"github.com/hashicorp/go-plugin": {"connector", "internal/host"},
		"modernc.org/sqlite":             {"history"},
		"github.com/pressly/goose":       {"history"},
		"golang.org/x/oauth2":            {"internal/credentials", "plugins"},
		"github.com/zalando/go-keyring":  {"internal/credentials/vault"},
		"filippo.io/age":                 {"internal/credentials/vault"},
	}
	for file, tree := range sources(t) {
		for _, spec := range tree.Imports {
			for library, allowed := range homes {
				if strings.HasPrefix(importPath(t, spec), library) &&
					!slices.ContainsFunc(allowed, func(home string) bool { return within(path.Dir(file), home) }) {
					t.Errorf("%s imports %s, which belongs in %v", file, library, allowed)
				}
			}
		}
	}
}

// TestProcessIsPassedIn holds that clock, environment, streams and working
// directory reach the rooms as arguments: the same inputs give the same bytes.
func TestProcessIsPassedIn(t *testing.T) {
	t.Parallel()
	forbidden := map[string][]string{
		"os":   {"Args", "Getenv", "LookupEnv", "Environ", "ExpandEnv", "Getwd", "Stdin", "Stdout", "Stderr", "Exit", "Chdir"},
		"time": {"Now", "Since", "Until"},
	}
	for file, tree := range sources(t) {
		if tree.Name.Name == "main" {
			continue // a simulator's command is the edge that hands the process on
		}
		room := roomOf(path.Dir(file))
		if !slices.Contains([]string{"config", "engine", "history", "report", "plugins", "internal/credentials", "internal/cli", "internal/cli/args", "internal/cli/hclfmt"}, room) {
			continue
		}
		if tree.Name.Name == "main" { // a simulator's command is where its process begins
			continue
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if name, ok := selector.X.(*ast.Ident); ok && slices.Contains(forbidden[name.Name], selector.Sel.Name) {
				t.Errorf("%s reads %s.%s instead of being given it", file, name.Name, selector.Sel.Name)
			}
			return true
		})
	}
}

// roomOf returns the room that a directory belongs to.
func roomOf(dir string) string {
	best := ""
	for room := range rooms {
		if within(dir, room) && len(room) > len(best) {
			best = room
		}
	}
	return best
}

// within says whether a package is another one or below it.
func within(pkg, room string) bool { return pkg == room || strings.HasPrefix(pkg, room+"/") }

func importPath(t *testing.T, spec *ast.ImportSpec) string {
	t.Helper()
	name, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// sources parses every Go file of the module that is not a test, by its path
// from the module's root.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	root := filepath.Join("..", "..")
	trees := make(map[string]*ast.File)
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() && (base == "testdata" || strings.HasPrefix(base, ".") && name != root) {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		tree, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		trees[filepath.ToSlash(relative)] = tree
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(trees) < 10 {
		t.Fatalf("found only %d files: the test looks in the wrong place", len(trees))
	}
	return trees
}
