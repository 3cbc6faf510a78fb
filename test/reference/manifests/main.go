// Makes up values, keys and files, and writes down what kubectl reads in them: one line for each, with the text and the
// answer between tabs, the text in the escapes of JSON. The answer is the list of documents as JSON, `-` where kubectl gives up.
// The same seed gives the same lines.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

// What stands where a value or a key belongs.
var scalars = strings.Split(strings.ReplaceAll(`y|Y|yes|Yes|YES|yEs|n|N|no|No|NO|nO|on|On|ON|oN|off|Off|OFF|oFF|true|True|TRUE|tRUE|false|False|FALSE|fALSE|
null|Null|NULL|nULL|~|~~|None|nil|undefined|0|00|000|-0|+0|0.0|-0.0|+0.0|1|-1|+1|01|-01|+01|007|0644|0755|-0644|+0644|0o644|0O644|-0o17|+0o17|08|09|
0899|08.5|0_7|0o8|0o|0x|0x1F|0X1f|-0xff|+0xff|0xg|0x_f|0xFFFFFFFFFFFFFFFF|0xFFFFFFFFFFFFFFFFF|0b|0b1|0B1|0b101|-0b101|+0b101|0b12|0b+1|0b-101|-0b-1|
0b_1|1_000|1__0|_1|1_|-_1|+_1|1_000.5|_1.5|1e3|1E3|1e+3|1e-3|1e|e3|1e3.5|-1e3|+1e3|.5|-.5|+.5|.5e1|.5e|.e1|..5|._5|5.|-5.|5.e1|5.5.5|1.|1.0|1.10|
1.20|1.5|3.14|-2.5|100.0|1e999|-1e999|.1e999|1e-999|1e20|1e21|1e22|123456789012|9007199254740991|9223372036854775807|
99999999999999999999|123456789012345678901234567890|.inf|.Inf|.INF|.iNF|+.inf|-.inf|-.Inf|inf|Inf|Infinity|-inf|.nan|.NaN|.NAN|.Nan|NaN|nan|
-.nan|1:30|12:30:45|190:20:30|1:30.5|-1:30|22:22|8080:80|2026-01-01|2026-1-1|2026-01-01T00:00:00Z|2026-01-01t00:00:00Z|2026-01-01 00:00:00|
2026-13-45|01-01|1.2.3|1.36|1.36.0|v1|v1.36|10.0.0.1|10.0.0.0/8|fe80--1|100m|0.5|500m|128Mi|1Gi|1GB|1 Gi|25%|100%|0%|-5%|1,000|1.000,5|10s|1h30m|
0 3 * * *|30 2 1-5 * 1|<<|< <|=|==|!=|>|>=|<|<=|+|-|--|---|----|-a|- a|-1a|+a|.|..|...|....|.a|a.|a.b/c|a/b|/|//|/a|\|\\\|\n|\ta|a\tb|a\\b|
@|@a|a@b|%|%a|a%|a%b|$|$(A)|${A}|$A|^|&|&a|&a b|&&|a&b|a & b|*|*a|**|a*b|a * b|#|#a|a#b|a #b|a # b|!|!a|a!|a!b|!!|!!str|?|?a|? a|a?|a? b|:|:a|a:|a:b|
a: b|a :b|a : b|::|a::b|http://a:80/b?c=d&e#f|,|,a|a,|a,b|a, b|[|]|[]|[a]|[a, b]|[a,b]|[ a ]|[a|a]|a[b]|[,]|[a,]|[,a]|[a,,b]|[a: b]|[a:b]|["a":b]|{|}|{}|{a}|{a: b}|{a:b}|
{a:}|{a: }|{"a":b}|{"a":1}|{a: 1, b: 2}|{a: 1,}|{,}|{a: {b: c}}|{a: [1, yes, 08]}|a{b}|{{ a }}|{{a}}|a {{ b }}|'|''|'a'|'a''b'|'a\nb'|'a"b'|'yes'|'01'|a'b|'a|a'|'a' b|"|""|"a"|"yes"|
"01"|"a\nb"|"a\tb"|"a\\b"|"a\"b"|"a'b"|"\x41"|"\u3042"|"\U0001F600"|"\ud83d\ude00"|"\ud83d"|"\/"|"\a\b\e\f\v\r"|"\0"|"\N\_\L\P"|"\q"|"\ "|"a|a"|a"b|"a" b|"a"b|
|| |  a|a  |a b|a  b|a   b c|word two|ほげ|あ：い|全角　空白|１２|ｙｅｓ|😀|é|ü b|Ñ|©|–|“a”|‘a’|…|null # none|yes # sure|1 # one|"a" # text|a#|0 # zero|
!!str 1|!!str yes|!!str|!!str ""|!!str null|!!str [a]|!!int 3|!!int "3"|!!int 0644|!!int "0x1f"|!!int yes|!!int a|!!int 1.5|!!int|!!int 1_000|!!float 1|!!float "1.5"|!!float a|!!float .inf|
!!bool yes|!!bool "no"|!!bool a|!!bool 1|!!bool TRUE|!!null null|!!null ""|!!null a|!!null|!!map {}|!!map {a: 1}|!!map [a]|!!seq []|!!seq [a]|!!seq {}|!!map a|!!binary aGk=|!!timestamp 2026-01-01|
!!set {a}|!a b|!<tag:yaml.org,2002:str> 1|! 1|! a|!!str &x 1|&x !!str 1|&x 1|&x|&x [a, *x]|&x {a: 1}|*x|*unknown|&a &b 1|&x-y 1|&ほ 1`, "\n", ""), "|")

// Written out where the separator above would be in the way.
var blocks = []string{
	"|", "|\n  a", "|\n  a\n  b", "|-\n  a\n\n", "|+\n  a\n\n", "|2\n   a", "|2-\n   a", "|-2\n   a", "|1\n a", "|0\n a", "|9\n a", "|\n  a\n   b\n  c",
	"|\n    a\n  b", "|\n\n  a", "|\n   \n  a", "| # note\n  a", "|a\n  b", "|\n\ta", "|\n  \ta", "|\n  a\tb", "|\n  # no note\n  a", "|\n  a\n # note", "|\n  a\n# note",
	">\n  a\n  b", ">-\n  a\n\n  b", ">\n  a\n   b\n  c", ">\n  a\n\n\n  b\n", ">+\n  a\n\n", ">\n\n  a", "|\n  a: b\n  - c", "|\n  ---\n  a", "|\n  yes", ">\n  01",
	"\n  a", "\n  a\n  b", "a\n  b", "a\n  b\n  c", "a\n\n  b", "a\n b", "a\nb", "a\n  # note\n  b", "a # note\n  b", "a\n  b: c", "\"a\n  b\"", "\"a\n\n  b\"", "\"a\\\n  b\"",
	"\"a\nb\"", "'a\n  b'", "'a\n\n  b'", "'a\nb'", "\n  - a\n  - b", "\n- a\n- b", "\n  - a\n - b", "\n - a\n  - b", "\n  -a", "\n  - - a\n    - b", "\n  - a: 1\n    b: 2", "\n  - a: 1\n   b: 2",
	"\n  -\n    a: 1", "\n  -", "\n  - \n  - a", "\n  - # note\n    a", "\n  a: 1\n  b: 2", "\n  a: 1\n b: 2", "\n  a: 1\n   b: 2", "\n  ? a\n  : b", "\n  ? a", "\n  ? [a]\n  : b", "\n  : b",
	"\n  [a,\n  b]", "[a,\n  b]", "[a,\nb]", "[a\n  b]", "{a: 1,\n  b: 2}", "{a: 1,\nb: 2}", "{a: 1\n  , b: 2}", "{a:\n  1}", "{\n  a: 1\n  }", "{\n  a: 1\n}", "[\n  a\n]", "[\n\ta\n\t]",
	"{\n\t\"a\": 1\n}", "[a, # note\n  b]", "{a: 1, # note\n  b: 2}", "[a,#b\n  c]", "\ta", " \ta", "a\t", "a \t# note", "a\t# note", "\n\ta: 1", "\n  \ta: 1", "\n  a:\t1", "\n  a\t: 1", "\n  -\ta",
	"\n  - \ta", "\n  -\ta: 1", "\n  - a:\t1", "\n  a: 1\n\t\n  b: 2", "\n  a: 1\n  \t# note\n  b: 2", "\n\t# note\n  a: 1", "\n  a: 1\t\n  b: 2",
	"&x\n  a: 1", "&x {a: 1}\nb:\n  <<: *x", "&x {a: 1}\nb:\n  <<: *x\n  a: 2", "&x {a: 1}\nb:\n  a: 2\n  <<: *x", "&x {a: 1}\nb: {<<: *x, c: 2}", "&x {a: 1}\nb:\n  <<: [*x, {a: 2, c: 3}]",
	"&x [1]\nb:\n  <<: *x", "&x 1\nb: *x\nc: &x 2\nd: *x", "&x k\n*x : 1", "&x k\n*x: 1", "&x {a: 1}\nb:\n  \"<<\": *x", "&x {a: 1}\nb:\n  '<<': 1", "&x {a: 1}\nb:\n  <<: *x\n  <<: {c: 1}",
	"&x {a: 1}\nb:\n  !!merge <<: *x", "&x {a: {b: 1}}\nb:\n  <<: *x\n  a: {c: 2}", "&x {a: *x}", "\nb: *x\nc: &x 1", "&x\nb: *x", "&x null\nb:\n  <<: *x", "\nb:\n  <<: {a: 1}", "\nb:\n  <<: null",
	"\nb:\n  <<: a", "\nb:\n  <<: [a]", "\nb:\n  <<: []", "\nb:\n  <<:", "&x [a, b]\nb: [*x, *x]", "&x a\nb: [*x , *x]", "&x a\nb: {c: *x}", "&x a\nb: {c: *x }", "&x a\nb: {*x : c}", "&x a\nb: *xy",
}

// Files of several documents and files of JSON.
var files = []string{
	"", "\n", " \n", "# note\n", "---\n", "---", "---\n---\n", "---\n---\na: 1\n", "...\n", "...", "---\n...\n", "a: 1\n---\nb: 2\n", "a: 1\n---\n", "a: 1\n---", "---\na: 1\n---\nb: 2", "a: 1\n--- \nb: 2\n",
	"a: 1\n--- # note\nb: 2\n", "a: 1\n---# note\nb: 2\n", "a: 1\n---\t\nb: 2\n", "a: 1\n--- b: 2\n", "--- {a: 1}\n", "--- a: 1\n", "--- |\n  a\n", "--- >\n a\n", "--- text\n", "--- \"a\"\n", "--- !!map\na: 1\n", "--- &x\na: 1\n",
	"a: 1\n----\nb: 2\n", "a: 1\n---b: 2\n", "a: 1\n ---\nb: 2\n", "a: 1\n--\nb: 2\n", "a: 1\n— — —\nb: 2\n", "a: 1\n...\n", "a: 1\n...\nb: 2\n", "a: 1\n...\n---\nb: 2\n", "a: 1\n... # note\n---\nb: 2\n", "a: 1\n...\n# note\n",
	"a: 1\n... b\n", "a: 1\n...b\n", "a: 1\n ...\n", "a: 1\n...\n...\n", "a: 1\n...\n%YAML 1.1\n---\nb: 2\n", "a: |\n  x\n...\n", "a: |\n  x\n---\nb: 2\n", "a: \"x\n---\ny\"\n", "a: 'x\n...\ny'\n", "a:\n---\nb: 2\n",
	"# note\n---\na: 1\n", "a: 1\n# note\n---\n# note\nb: 2\n", "a: 1\n---\n# nothing\n---\nb: 2\n", "a: 1\n---\nnull\n---\nb: 2\n", "a: 1\n---\n~\n", "null\n", "a\n", "1\n", "yes\n", "[a]\n", "- a\n- b\n", "\"a\"\n", "a: 1\n---\nb\n",
	"\ufeffa: 1\n", "\ufeff---\na: 1\n", "\ufeff# note\na: 1\n", "\ufeff\na: 1\n", "\ufeff{\"a\": 1}", "a: 1\n---\n\ufeffb: 2\n", "a: 1\n\ufeff---\nb: 2\n", "a: 1\n\ufeffb: 2\n", "---\n\ufeffa: 1\n", "# note\n\ufeffa: 1\n", "\ufeff\ufeffa: 1\n",
	"a: \ufeff1\n", "a: 1\ufeff\n", "a\ufeff: 1\n", "a: \"\ufeff\"\n", " \ufeffa: 1\n", "a: 1\n---\n\ufeff---\nb: 2\n", "a: 1\n\ufeff\n", "a: 1\n\ufeff# note\n", "a:\n\ufeff  b: 1\n", "a: |\n\ufeff  b\n", "a: |\n  \ufeffb\n", "...\n\ufeffa: 1\n", "a: 1\n...\n\ufeffb: 2\n",
	"a: 1\r\nb: 2\r\n", "a: 1\r\n---\r\nb: 2\r\n", "a: |\r\n  x\r\n  y\r\n", "a: \"x\r\n  y\"\r\n", "a: 1\rb: 2\r", "a: x\r\n  y\r\n", "a:\r\n  - 1\r\n", "# note\r\na: 1\r\n", "a: 1\r\n\r\n---\r\n\r\nb: 2", "a: 1\r\n...\r\n", "a: |\r\n  x\r\n\r\n", "a: 1\r",
	"a: \"x\\r\\ny\"\n", "a: 1\n---\r\nb: 2\n", "a: >\r\n  x\r\n  y\r\n", "a: x\ry\n", "a: \u0085b: 1\n", "a: x\u2028y\n", "a: x\u2029b: 2\n", "a: 1\u0085b: 2\n", "a: 1\u2028b: 2\n",
	"%YAML 1.1\n---\na: 1\n", "%YAML 1.2\n---\na: 1\n", "%TAG ! tag:a,2000:\n---\na: 1\n", "%a\n---\na: 1\n", "%YAML 1.1\na: 1\n", "a: 1\n%YAML 1.1\n", "%YAML 1.1\n",
	"{}", "{}\n", "{\"a\": 1}", "{\"a\": 1}\n{\"b\": 2}\n", "{\"a\": 1}{\"b\": 2}", "{\"a\": 1} {\"b\": 2}\n{\"c\": 3}", "{\"a\": 1}\n---\n{\"b\": 2}\n", "{\"a\": 1}\n---\nb: 2\n", "a: 1\n---\n{\"b\": 2}\n", "{\"a\": 1,}\n", "{\"a\": 1} # note\n", "# note\n{\"a\": 1}\n",
	"{a: 1}\n", "{'a': 1}\n", "{\"a\": yes}\n", "{\"a\": 01}\n", "{\"a\": \"\\u0041\\/\"}", "{\"a\": \"\\u0000\"}", "{\"a\": \"x\ty\"}", "{\"a\":\"b\"}", "{\"a\":1,\"a\":2}", "{\"a\":1e3}", "{\"a\":1.0}", "{\"a\":100000000000000000000}", "{\n\t\"a\": 1,\n\t\"b\": [\n\t\t2\n\t]\n}\n", "{\"a\": null}",
	"{\"a\": \"\\ud83d\\ude00\"}", "{\"a\": \"\\ud83d\"}", "[{\"a\": 1}]", "{\"a\": 1}\n# note\n", "{\"a\": 1}\n...\n", "\n{\"a\": 1}", "  {\"a\": 1}", "{\"a\": 1}}", "{\"a\": 1", "{\"a\" : 1}", "{\"a\":\n1}", "{\"a\": 1}\n\n\n", "{\"a\":1}\nb: 2\n", "{\"__proto__\": 1}", "{\"\": 1}", "{\"a\": NaN}", "{\"a\": -0}", "{\"a\": 1}\u0000",
	"a: 1\na: 2\n", "a: 1\nb: 2\na: 3\n", "1: a\n\"1\": b\n", "yes: a\ntrue: b\n", "a: {b: 1, b: 2}\n", "? a\n? b\n", "? a\n: 1\n? b\n: 2\n", "? - a\n: 1\n", "? {a: 1}\n: 1\n", "? |\n  a\n: 1\n", "[a]: 1\n", "{a: 1}: 1\n", ": 1\n", "~: 1\n", "null: 1\n", "\"\": 1\n", "'': 1\n", "a:\n", "a: \n", "a:1\n", "a :1\n", "a : 1\n", "a\n: 1\n", "a: 1 b: 2\n", "a: b: c\n",
	"  a: 1\n  b: 2\n", "  a: 1\n b: 2\n", " a: 1\nb: 2\n", "\ta: 1\n", "a: 1\n\t\n", "a: 1\n\t# note\n", "a:\n  - b\n  c\n", "a:\n  b\n  c: d\n", "a: b\n  c\n", "a: b\n  - c\n", "a: [b\n", "a: b]\n", "a: {b\n", "a: b}\n", "a: 'b\n", "a: \"b\n", "a: |\n", "a: 1\n\n\n\n", "a: 1 \n", "a: 1 # note\n", "a: 1# no note\n", "a: \"b\"# note\n", "#note\na: 1\n", "a: #note\n  b\n", "a: 1\n #note\nb: 2\n",
	"apiVersion: v1\nkind: List\nitems: []\nmetadata: {resourceVersion: \"\"}\n", "metadata:\n  creationTimestamp: null\nstatus: {}\n", "metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {\"a\":1}\n", "metadata:\n  managedFields:\n  - fieldsV1:\n      f:data:\n        .: {}\n        f:a: {}\n",
	"a: \u0007\n", "a: \u007f\n", "a: \u0080\n", "a: \u009f\n", "a: \ufffe\n", "a: \ufffd\n", "a: \u200b\n", "a: \u00a0b\n", "a:\u00a0b\n", "\u00a0a: b\n", "a: \u3000b\n", "\u3000a: b\n", "a\u3000: b\n", "a：b\n", "a\u200b: b\n", "a: 😀\n", "😀: 1\n", "キー: 値\n",
}

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, tier: "front"}
  annotations:
    note: 'it''s on'
spec:
  replicas: 3
  selector:
    matchLabels: &labels
      app: web
  template:
    metadata:
      labels: *labels
    spec:
      containers:
        - name: web
          image: "busybox:1.36"
          args: [sleep, "3600"]
          command:
          - sh
          - -c
          - |
            echo on
            exec sleep 1
          env:
            - {name: A, value: "yes"}
            - name: B
              value: >-
                two
                lines
          ports: [{containerPort: 80}]
`

// What slips into a manifest while it is written.
var scraps = []string{
	" ", " ", "  ", "\n", "\n", "\t", "\n\n", ": ", ":", "- ", "-", ",", "[", "]", "{", "}", "\"", "'", "#", " #", "&a ", "*labels", "<<: *labels\n", "!!str ", "|", ">", "---\n", "\n---\n", "...\n", "? ", "@", "`", "%",
	"yes", "0644", "~", "\ufeff", "\r", "\r\n", "\\", "\\n", "=", "é", "あ", "：", "\u3000", "\u00a0", "\u200b", "// ", "/* */", "$(A)", "null", "{}", "[]", "1e3", "\"a\"", "'a'", "a: 1\n", "- a\n", "metadata:\n", "  name: x\n",
}

type source struct{ *rand.Rand }

func pick[Item any](random source, items ...Item) Item { return items[random.Intn(len(items))] }

// number is one that might be written in any of the ways of YAML, or in none.
func (random source) number() string {
	const signs, bases, digits = "+-", "xXoObB.", "00112345678901234567890123456789_.aefE+-bx"
	text := ""
	if random.Intn(4) == 0 {
		text += string(signs[random.Intn(len(signs))])
	}
	if random.Intn(3) == 0 {
		text += "0"
		if random.Intn(2) == 0 {
			text += string(bases[random.Intn(len(bases))])
		}
	}
	for range 1 + random.Intn(6) {
		text += string(digits[random.Intn(len(digits))])
	}
	return text
}

func (random source) word() string {
	text := pick(random, scalars...)
	if random.Intn(3) == 0 {
		text = random.number()
	}
	switch random.Intn(12) {
	case 0:
		return strings.ToUpper(text)
	case 1:
		return text + pick(random, scalars...)
	case 2:
		return text + " " + pick(random, scalars...)
	}
	return text
}

func (random source) file() string {
	parts := append(append(files, "a: 1\n", "b: {c: yes}\n", "- x\n"), "# note\n", "\n")
	text := ""
	for range 1 + random.Intn(4) {
		text += pick(random, parts...) + pick(random, "", "", "\n") + pick(random, "---\n", "---\n", "--- # note\n", "...\n", "", "\r\n---\r\n")
	}
	return text
}

func (random source) spoilt() string {
	text := manifest
	for range 1 + random.Intn(3) {
		at := random.Intn(len(text))
		cut := min(len(text), at+pick(random, 0, 0, 0, 1, 2, 5))
		text = text[:at] + pick(random, scraps...) + text[cut:]
	}
	return text
}

// text puts a value, a key or more where it can stand.
func (random source) text() string {
	switch random.Intn(8) {
	case 0:
		return random.word() + ": v\n"
	case 1:
		return "a: {" + random.word() + ": " + random.word() + "}\n"
	case 2:
		return "a:\n  - " + random.word() + "\n  - " + random.word() + "\n"
	case 3:
		return "a: [" + random.word() + ", " + random.word() + "]\n"
	case 4:
		return random.file()
	case 5:
		return random.spoilt()
	case 6:
		return "a: " + pick(random, blocks...) + "\nz: " + random.word() + "\n"
	}
	return "a: " + random.word() + "\n"
}

// answer reads a file as kubectl does:
// https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go
func answer(text string) string {
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	documents := []json.RawMessage{}
	for {
		var document json.RawMessage
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "-"
		}
		if raw := strings.TrimSpace(string(document)); raw != "" && raw != "null" {
			documents = append(documents, json.RawMessage(raw))
		}
	}
	result, err := json.Marshal(documents)
	if err != nil {
		return "-"
	}
	return string(result)
}

func main() {
	seed := flag.Int64("seed", 20, "of the random texts")
	count := flag.Int("count", 6_000, "of the texts")
	flag.Parse()
	random := source{rand.New(rand.NewSource(*seed))}
	texts := append([]string{}, files...)
	for _, scalar := range scalars {
		texts = append(texts, "a: "+scalar+"\n", scalar+": v\n", "a: ["+scalar+"]\n", "a: {"+scalar+": v}\n", "- "+scalar+"\n")
	}
	for _, block := range blocks {
		texts = append(texts, "a: "+block+"\n", "a: "+block+"\nz: 1\n")
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	seen := map[string]bool{}
	for i := 0; len(seen) < *count; i++ {
		text := random.text()
		if i < len(texts) {
			text = texts[i]
		}
		// Half a character is no text.
		text = strings.ToValidUTF8(text, "")
		if seen[text] {
			continue
		}
		seen[text] = true
		escaped, _ := json.Marshal(text)
		fmt.Fprintf(out, "%s\t%s\n", escaped[1:len(escaped)-1], answer(text))
	}
}
