package revision

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The names of two commits that do not exist.
var (
	one = strings.Repeat("1", 40)
	two = strings.Repeat("2", 40)
)

func TestOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		files map[string]string // a path that ends in / is a directory
		dir   string
		want  string
	}{
		{name: "no repository", files: map[string]string{"a": ""}, dir: "."},
		{name: "branch", files: map[string]string{".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": one + "\n"}, dir: ".", want: one},
		{name: "below the root", files: map[string]string{".git/HEAD": one + "\n", "teams/eu/": ""}, dir: "teams/eu", want: one},
		{name: "detached", files: map[string]string{".git/HEAD": two + "\n"}, dir: ".", want: two},
		{
			name: "packed reference",
			files: map[string]string{
				".git/HEAD":        "ref: refs/heads/main\n",
				".git/packed-refs": "# pack-refs with: peeled\n" + two + " refs/heads/mainly\n" + one + " refs/heads/main\n^" + two + "\n",
			},
			dir: ".", want: one,
		},
		{
			name: "a loose reference is newer than a packed one",
			files: map[string]string{
				".git/HEAD":            "ref: refs/heads/main\n",
				".git/refs/heads/main": two + "\n",
				".git/packed-refs":     one + " refs/heads/main\n",
			},
			dir: ".", want: two,
		},
		{name: "before the first commit", files: map[string]string{".git/HEAD": "ref: refs/heads/main\n"}, dir: "."},
		{
			name: "worktree",
			files: map[string]string{
				"repo/.git/HEAD":                  "ref: refs/heads/main\n",
				"repo/.git/refs/heads/main":       one + "\n",
				"repo/.git/refs/heads/topic":      two + "\n",
				"repo/.git/worktrees/t/HEAD":      "ref: refs/heads/topic\n",
				"repo/.git/worktrees/t/commondir": "../..\n",
				"tree/.git":                       "gitdir: ../repo/.git/worktrees/t\n",
			},
			dir: "tree", want: two,
		},
		{name: "SHA-256 repository", files: map[string]string{".git/HEAD": strings.Repeat("a", 64) + "\n"}, dir: ".", want: strings.Repeat("a", 64)},
		{name: "reftable", files: map[string]string{".git/HEAD": "ref: refs/heads/.invalid\n", ".git/reftable/": ""}, dir: "."},
		{name: "garbage", files: map[string]string{".git/HEAD": "\x00\x01garbage"}, dir: "."},
		{name: "empty", files: map[string]string{".git/HEAD": ""}, dir: "."},
		{name: "a reference that leads out", files: map[string]string{".git/HEAD": "ref: ../../secret\n", "../secret": one}, dir: "."},
		{name: "references in a circle", files: map[string]string{".git/HEAD": "ref: refs/heads/a\n", ".git/refs/heads/a": "ref: refs/heads/a\n"}, dir: "."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := filepath.Join(t.TempDir(), "checkout")
			for name, content := range tt.files {
				path := filepath.Join(root, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if strings.HasSuffix(name, "/") {
					if err := os.MkdirAll(path, 0o755); err != nil {
						t.Fatal(err)
					}
					continue
				}
				if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := Of(filepath.Join(root, tt.dir)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
