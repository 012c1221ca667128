.PHONY: test browser check golden fuzz bench demo

test:    ## everything, as CI does
	.ci/run
browser: ## install what the tests in a browser need, and run them
	scripts/browser.sh && PARLEY_BROWSER=required go test ./parleytest/browser ./web
check:   ## the quick half: vet and tests without the race detector
	go vet ./... && go test ./...
golden:  ## rewrite golden files and generated documents; read the diff
	go test $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -n1 dirname | sort -u) -update
fuzz:    ## each fuzz target for a minute
	@for p in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do go test -run '^$$' -fuzz "^$$f$$" -fuzztime 1m $$p || exit 1; done; done
bench:   ## the figures of docs/benchmarks.md
	go test -run '^$$' -bench . -benchmem ./...
demo:    ## the sample case
	go run ./cmd/parley demo
