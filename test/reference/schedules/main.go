// Makes up schedules and writes down when robfig/cron v3, the library of Kubernetes, fires them: one line for each, with
// schedule, time zone, start and answer between tabs. The same seed gives the same lines.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/robfig/cron/v3"
)

const times = 4

// Zones with and without summer time, of whole, half and odd hours, some that gave it up, and one that skipped a day.
var zones = strings.Fields(`Etc/UTC Etc/UTC UTC Etc/GMT-9 Asia/Tokyo Asia/Tokyo Japan Asia/Kathmandu Asia/Kolkata
	Europe/Berlin Europe/London Europe/Dublin America/New_York America/St_Johns America/Havana America/Santiago
	America/Sao_Paulo America/Caracas Atlantic/Azores Africa/Cairo Africa/Casablanca Asia/Beirut
	Asia/Tehran Asia/Pyongyang Australia/Lord_Howe Australia/Adelaide Pacific/Chatham Pacific/Apia
	Pacific/Auckland Antarctica/Troll America/Godthab`)

// What people write, and what they get wrong.
var written = []string{
	"30 2 */1 * 1-5", "30 2 * * 1-5", "30 2 ? * MON-FRI", "0/1 * * * *", "*/1 * * * *", "1/1 * * * *", "0-59 * * * *",
	"0 0 13 * 5", "0 0 */2 * 1", "0 0 1,15 * */2", "0 0 31 * *", "0 0 30 2 *", "0 0 29 2 *", "0 0 29 2 1", "0 0 31 4,6,9,11 *",
	"30 2 * * *", "0 2 * * *", "59 23 31 12 *", "0 1-3 * * *", "*/30 1,2,3 * * *", "0 0 * * 0", "0 0 * * 7", "0 24 * * *",
	"60 * * * *", "* * 0 * *", "* * * 0 *", "* * * 13 *", "* * * * *", "* * * *", "* * * * * *", "0 0 12 * * ?", "0 0 L * *",
	"0 0 * * 5#3", "0 0 15W * *", "H * * * *", "*/0 * * * *", "*/-1 * * * *", "-5 * * * *", "5- * * * *", "5-1 * * * *",
	"1-2-3 * * * *", "1/2/3 * * * *", "*-9/12 * * * *", "?-5 * * * *", "** * * * *", "*5 * * * *", ", * * * *", "* , * * *",
	"* * , * *", "* * * * ,", "* * , * ,", "* * , * 1", "1,,2 * * * *", ",5 * * * *", "* * * * mon,WED,Fri", "* * * jan-mar *",
	"* * * * sun-sat", "* * * * sat-sun", "* * * * monday", "* * * * 0-7", "* * mon * *", "+5 * * * *", "05 02 * * *",
	"0005 * * * *", "00000000000000000000005 * * * *", "*/99999999999 * * * *", "*/9223372036854775807 * * * *",
	"*/9223372036854775808 * * * *", "99999999999999999999 * * * *", "1.5 * * * *", "1e1 * * * *", "0x1 * * * *", "1_0 * * * *",
	"５ * * * *", "*／5 * * * *", "\u3000* * * * *", "*\u00a0*\u00a0* * *", "*\u2003* * * *", "*\u0085* * * *", "\ufeff* * * * *",
	"*\ufeff* * * *", "*\u200b * * * *", "*\u180e* * * *", "*\t*\t*\t*\t*", "  *  *  *  *  *  ", "*\n* * * *", "* * * * *\n",
	"* * * * FRİ", "* * * * ſun", "* * * * \"1\"", "\"* * * * *\"", "'* * * * *'", "", " ", "@", "@yearly", "@annually",
	"@monthly", "@weekly", "@daily", "@midnight", "@hourly", "@reboot", "@Daily", "@DAILY", " @daily", "@daily ", "@hourly@daily",
	"@toString", "@every", "@every ", "@every  1h", "@every\t1h", "@every 1h ", "@every 1m", "@every 60s", "@every 1h30m",
	"@every 1h 5m", "@every 1d", "@every 5", "@every 0", "@every 0s", "@every -1m", "@every +2m", "@every .5h", "@every 3.h",
	"@every .h", "@every 1.5m", "@every 500ms", "@every 1m0.5s", "@every 1m59.9999999999999999999s", "@every 1us", "@every 1µs",
	"@every 1μs", "@every 999ns", "@every 2562047h", "@every 2562048h", "@every 9223372036854775807ns",
	"@every 9223372036854775808ns", "@every -9223372036854775808ns", "@every 1H", "@every 1h30", "@every ー1h", "@every 1h-1m",
	"@every 0.1s0.9s", "@every 1h" + strings.Repeat("0", 3), "@every " + strings.Repeat("1m", 60), "@every 8760h", "@every 90s",
	"TZ=Asia/Tokyo 30 2 * * *", "CRON_TZ=Asia/Tokyo 30 2 * * *", "TZ=Asia/Tokyo", "CRON_TZ=", "TZ= * * * * *", "TZ=", "TZ=Mars * * * * *",
	"tz=Asia/Tokyo * * * * *", "TZ=UTC @daily", "CRON_TZ=Local @every 1h", "* * * * TZ", "every minute", "minutely", "5", "*",
}

type source struct{ *rand.Rand }

func pick[Item any](random source, items ...Item) Item { return items[random.Intn(len(items))] }

// number is one of the field, seldom one beyond it or one written oddly.
func (random source) number(low, high int) string {
	value := low + random.Intn(high-low+1)
	switch random.Intn(60) {
	case 0:
		return strconv.Itoa(high + 1 + random.Intn(3))
	case 1:
		return fmt.Sprintf("%02d", value)
	case 2:
		return fmt.Sprintf("+%d", value)
	case 3:
		return strconv.Itoa(low - 1)
	}
	return strconv.Itoa(value)
}

func (random source) value(low, high int, names []string) string {
	if names == nil || random.Intn(3) > 0 {
		return random.number(low, high)
	}
	name := pick(random, names...)
	return pick(random, name, name, strings.ToUpper(name), strings.ToUpper(name[:1])+name[1:])
}

func (random source) part(low, high int, names []string) string {
	span := pick(random, "*", "*", "?")
	switch random.Intn(5) {
	case 0:
		span = random.value(low, high, names)
	case 1, 2:
		from := low + random.Intn(high-low+1)
		span = fmt.Sprintf("%d-%d", from, from+random.Intn(high-from+1))
		if random.Intn(8) == 0 {
			span = random.value(low, high, names) + "-" + random.value(low, high, names)
		}
	}
	switch random.Intn(4) {
	case 0:
		return span + "/" + strconv.Itoa(1+random.Intn(high))
	case 1:
		return span + pick(random, "/1", "/2", "/3", "/5", "/10", "/15", "/100", "")
	}
	return span
}

func (random source) field(low, high int, names []string) string {
	if random.Intn(3) == 0 {
		return pick(random, "*", "*", "*", "?", "*/1", random.number(low, high))
	}
	parts := make([]string, pick(random, 1, 1, 1, 1, 2, 2, 3, 5))
	for i := range parts {
		parts[i] = random.part(low, high, names)
	}
	return strings.Join(parts, pick(random, ",", ",", ",", ",", ",", ",", ",", ",,"))
}

func (random source) duration() string {
	text := ""
	for range pick(random, 1, 1, 2, 3) {
		number := strconv.Itoa(random.Intn(pick(random, 3, 100, 5000)))
		if random.Intn(4) == 0 {
			number += "." + strconv.Itoa(random.Intn(pick(random, 10, 1000, 1_000_000_000)))
		}
		text += number + pick(random, "h", "m", "m", "s", "s", "ms", "us", "µs", "ns", "d", "")
	}
	return pick(random, "", "", "", "", "-", "+") + text
}

var months = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")
var days = strings.Fields("sun mon tue wed thu fri sat")

func (random source) schedule() string {
	if random.Intn(25) == 0 {
		return "@every " + random.duration()
	}
	fields := []string{
		random.field(0, 59, nil), random.field(0, 23, nil), random.field(1, 31, nil),
		random.field(1, 12, months), random.field(0, 6, days),
	}
	// Times at which clocks are changed, on any day.
	if random.Intn(3) == 0 {
		fields[1] = pick(random, "0", "1", "2", "3", "0-3", "*", "23", "23,0", "1,2")
		fields[3] = pick(random, "*", "*", "3", "4", "9-11", "10")
	}
	if random.Intn(40) == 0 {
		return strings.Join(fields[:4], " ") + pick(random, "", " "+fields[4]+" *")
	}
	return strings.Join(fields, pick(random, " ", " ", " ", " ", " ", " ", "  ", "\t"))
}

// start is any second of 2004 to 2015, often one near a change of clocks in the zone: what is long past stays as it is,
// whichever time zone data a machine has.
func (random source) start(zone *time.Location) time.Time {
	first := time.Date(2004, 1, 1, 0, 0, 0, 0, time.UTC)
	start := first.Add(time.Duration(random.Int63n(int64(12*365*24)))*time.Hour + time.Duration(random.Intn(3600))*time.Second)
	if _, change := start.In(zone).ZoneBounds(); random.Intn(2) == 0 && !change.IsZero() && change.Year() < 2016 {
		start = change.Add(-time.Duration(random.Intn(3*24*3600)) * time.Second)
	}
	return start
}

// answer has the gaps between the times, in seconds of base 36; `-` where Kubernetes refuses the schedule, `never` where it
// does not fire within five years. It refuses a time zone within the schedule too:
// https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/batch/validation/validation.go
func answer(schedule string, zone string, start time.Time) (text string) {
	defer func() {
		if recover() != nil {
			text = "-"
		}
	}()
	if _, err := cron.ParseStandard(schedule); err != nil || strings.Contains(schedule, "TZ") {
		return "-"
	}
	// As the controller does: https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/cronjob/utils.go
	parsed, err := cron.ParseStandard("TZ=" + zone + " " + schedule)
	if err != nil {
		return "-"
	}
	gaps := []string{}
	for from := start; len(gaps) < times; {
		next, ends := nextOf(parsed, from)
		if !ends {
			return ""
		}
		if next.IsZero() {
			break
		}
		gaps = append(gaps, strconv.FormatInt(next.Unix()-from.Unix(), 36))
		from = next
	}
	if len(gaps) == 0 {
		return "never"
	}
	return strings.Join(gaps, " ")
}

// nextOf gives up on the library after a second: where clocks skip a midnight it may look for ever.
func nextOf(schedule cron.Schedule, from time.Time) (time.Time, bool) {
	found := make(chan time.Time, 1)
	go func() { found <- schedule.Next(from) }()
	select {
	case next := <-found:
		return next, true
	case <-time.After(time.Second):
		return time.Time{}, false
	}
}

func main() {
	seed := flag.Int64("seed", 20, "of the random schedules")
	count := flag.Int("count", 3_000, "of the schedules")
	flag.Parse()
	random := source{rand.New(rand.NewSource(*seed))}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i := range *count {
		schedule := random.schedule()
		if i < len(written) {
			schedule = written[i]
		}
		name := pick(random, zones...)
		zone, err := time.LoadLocation(name)
		if err != nil {
			panic(err)
		}
		start := random.start(zone)
		text, _ := json.Marshal(schedule)
		times := answer(schedule, name, start.In(time.UTC))
		if times == "" {
			fmt.Fprintf(os.Stderr, "no end: %s in %s from %s\n", text, name, start.UTC())
			continue
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", text[1:len(text)-1], name, strconv.FormatInt(start.Unix(), 36), times)
	}
}
