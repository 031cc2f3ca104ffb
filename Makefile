# Everything is run by the Go toolchain alone; `make help` lists the targets.
# The linters are pinned in .ci/tools.mod, so that go.mod names only what the
# program itself needs.

TOOL      := go tool -modfile=.ci/tools.mod
VERSION   ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS   := -s -w -X main.version=$(VERSION)
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
FUZZTIME  ?= 20s

.PHONY: help build test race lint bench fuzz cross generate

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

build: ## build one static binary, ./roictl
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o roictl ./cmd/roictl

test: ## run all tests, fuzz seeds and examples
	go test ./...

race: ## the same with the race detector, which needs a C compiler, on inputs of ordinary size
	CGO_ENABLED=1 go test -race -short ./...

lint: ## gofmt, vet, staticcheck, errcheck, ineffassign
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	go vet ./...
	$(TOOL) staticcheck ./...
	$(TOOL) errcheck -ignoretests -exclude .ci/errcheck.txt ./...
	$(TOOL) ineffassign ./...

bench: build ## performance as ratios against a peer in the same run
	go run ./internal/bench -roictl ./roictl

fuzz: ## run every fuzz target for FUZZTIME
	@for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; done

cross: ## build for every platform without cgo
	@for platform in $(PLATFORMS); do \
	  echo "$$platform"; CGO_ENABLED=0 GOOS=$${platform%/*} GOARCH=$${platform#*/} go build -o /dev/null ./cmd/roictl || exit 1; done

generate: ## regenerate the protocol's code and the language reference
	go generate ./...
