package main

import (
	"github.com/spf13/cobra"

	"parley/lang"
)

// helpIn is a heading or a line of help in a language. What has no Korean stays in
// English: the long texts of single commands, and their flags.
func helpIn(l lang.Lang, english string) string {
	if k := koreanHelp[english]; l == lang.Korean && k != "" {
		return k
	}
	return english
}

// about is what a command is for, in a line.
func about(l lang.Lang, c *cobra.Command) string {
	if l == lang.Korean && c.HasParent() && c.Parent().Name() == "add" && lang.Has(l, "kind."+c.Name()) {
		return lang.Word(l, "kind."+c.Name()) + " 추가"
	}
	return helpIn(l, c.Short)
}

// koreanHelp is help in Korean by its English. A test finds what has none, and
// what nobody says.
var koreanHelp = map[string]string{
	"Examples:":      "예:",
	"Usage:":         "사용법:",
	"Flags:":         "플래그:",
	"Ask:":           "묻기:",
	"Record:":        "기록하기:",
	"Keep the case:": "사안 관리:",
	"Also:":          "그 밖에:",
	"Of these:":      "하위 명령:",

	"The sourced record of a negotiation over money": "출처를 갖춘 금액 협상 기록",
	`Parley answers, for any date and any reader: where do the talks stand, and how
well is that sourced?

CASE is a folder with a case in it, or a case file; without one, this folder.
A case file alone means its status: parley CASE.parley

parley COMMAND --help says more of a command; parley help lists topics.`: `Parley는 어느 날짜, 어느 열람자를 기준으로든 협상이 어디까지 왔고 그 근거가
얼마나 확실한지 답함.

CASE는 사안이 있는 폴더나 사안 파일임. 적지 않으면 현재 폴더를 씀.
사안 파일만 적으면 현황을 보임: parley CASE.parley

명령별 도움말은 parley COMMAND --help, 주제 목록은 parley help.
한국어 답변은 --lang ko, 항상 한국어로 쓰려면 환경 변수 PARLEY_LANG=ko.
명령별 긴 설명과 플래그 설명은 영어로만 있음.`,
	`  parley demo                                  a sample case, checked and told
  parley status CASE --as-of 2020-01-17        where the talks stood that day
  parley claim CASE ID                         from the words to the status
  parley check CASE                            every mistake, with what to do`: `  parley demo                                  예제 사안을 만들어 검사하고 설명
  parley status CASE --as-of 2020-01-17        그날의 협상 현황
  parley claim CASE ID                         발언에서 등급까지
  parley check CASE                            모든 오류와 고치는 방법`,

	// asking
	"Where the talks stand, and how well that is sourced":                           "협상 현황과 근거의 확실성",
	"Every claim with its status and who says what to it":                           "모든 주장: 등급과 각자의 입장",
	"One claim, from the words to its status, and what would change it":             "한 주장: 발언에서 등급까지, 등급이 바뀔 조건",
	"One entry of any kind: what it is, how it became known, and what refers to it": "항목 하나: 내용, 알려진 경위, 이를 가리키는 항목",
	"What was said and what happened, in order":                                     "발언과 경과, 시간순",
	"What contradicts what; exits with 1 while a conflict is open":                  "서로 어긋나는 기록. 해소되지 않은 것이 있으면 종료 코드 1",
	"What changed between two days":                                                 "두 날짜 사이에 바뀐 것",
	"The days without an agreement, the next round, and the deadlines":              "협정 공백 일수, 다음 회의, 시한",
	"The agenda: each issue, and where each side stands on it":                      "의제: 쟁점별 각 측 입장",
	"The figures named: by whom, when, how well sourced, what each is a year":       "제시된 금액: 누가 언제 제시했는지, 근거의 확실성, 연간 환산액",
	"The rounds: when, where, who led, how each ended":                              "회의: 일시, 장소, 수석대표, 결과",
	"Who takes part, for whom they may speak, and when":                             "참여 인물: 누구를 언제 대표하는지",
	"The sources, when each was published, and what rests on it":                    "출처: 공표일과 그에 근거한 항목",

	"What offers, asks and agreements cost over the years, and on what that rests":           "제안, 요구, 협정의 연도별 비용과 산정 근거",
	"Which other terms cost the same":                                                        "비용이 같은 다른 조건",
	"How far apart the sides are, and how that changed":                                      "입장 차이와 그 변화",
	"Which figures in what was said the record can test, and what it computes":               "발언에 나온 수치의 검증과 계산 결과",
	"A page to hand over, every sentence numbered to its evidence":                           "제출용 보고서: 모든 문장에 번호와 근거",
	"Open a case in the browser, and follow its files":                                       "사안을 브라우저에서 열고 파일 변경을 반영",
	"Write the sample case, check it, say where the talks stand, and open it in the browser": "예제 사안을 만들어 검사하고 협상 현황을 설명한 뒤 브라우저에서 열기",
	"The agreements: stages, amounts as recorded and by their rules, lapses":                 "협정: 진행 단계, 기록된 금액과 규칙에 따른 금액, 공백",
	"Where a deal could lie, and what would move it":                                         "합의 가능 구간과 이를 움직이는 요인",
	"Where the money goes: by category, what returns, cash or kind, shares":                  "금액의 쓰임: 항목별 금액, 환원분, 현금·현물, 분담 비율",

	// recording
	"Write an entry: by flags, or asked for on a terminal":          "항목 쓰기: 플래그로 주거나 터미널에서 묻는 대로 입력",
	"Put right what we recorded wrongly, and say so":                "잘못 기록한 것을 바로잡고 그 사실을 남김",
	"Record that somebody took back what they had said":             "발언 철회 기록",
	"Figures over time: rates of exchange, prices, budgets":         "시기별 수치: 환율, 물가, 예산",
	"The series, or the figures of one as they were known on a day": "통계 목록, 또는 한 통계의 그날까지 알려진 수치",
	"Add a figure, or a revision of one":                            "수치나 수정치 추가",
	"Take over figures from somebody else's CSV":                    "다른 곳의 CSV에서 수치 가져오기",

	// keeping a case
	"Start a case": "새 사안 만들기",
	"Every mistake in a case, with its place and what to do":           "사안의 모든 오류: 위치와 고치는 방법",
	"Lay a case out: aligns values and changes nothing else":           "사안 파일 정돈: 값의 줄만 맞추고 내용은 그대로",
	"Write evidence.lock: what stands for the kept copies":             "evidence.lock 쓰기: 보관 사본의 대조 기록",
	"Write a copy with the public entries only":                        "공개 항목만 담은 사본 만들기",
	"Write a case for other programs: the text as JSON, or its tables": "다른 프로그램용으로 내보내기: JSON 또는 표",
	"The text of a case as JSON":                                       "사안의 내용을 JSON으로",
	"The tables of a case as CSV files":                                "사안의 표를 CSV 파일로",
	"Make a case of what export json wrote":                            "export json의 결과로 사안 만들기",
	"Which Parley this is":                                             "Parley 버전",
	"Help on a command, a topic, or a rule of check":                   "명령, 주제, 검사 규칙의 도움말",
	"Generate the autocompletion script for the specified shell":       "셸 자동 완성 스크립트 만들기",
	"Generate the autocompletion script for bash":                      "bash용 자동 완성 스크립트",
	"Generate the autocompletion script for zsh":                       "zsh용 자동 완성 스크립트",
	"Generate the autocompletion script for fish":                      "fish용 자동 완성 스크립트",
	"Generate the autocompletion script for powershell":                "powershell용 자동 완성 스크립트",

	// topics
	"Topics, for parley help TOPIC:":                              "주제(parley help 주제):",
	"the case file: lines, dates, amounts, kinds and fields":      "사안 파일: 줄, 날짜, 금액, 종류와 필드(영어)",
	"a first hour with Parley":                                    "Parley 첫걸음(영어)",
	"every rule of parley check":                                  "parley check의 모든 규칙(영어)",
	"what the program says to the shell":                          "종료 코드(영어)",
	"why parley check says it, with an example: parley help A001": "검사 규칙의 이유와 예: parley help A001",

	// the laboratory
	"Play negotiations: scenarios, frontiers, strategies, tournaments":            "모의 협상: 시나리오, 파레토 경계, 전략, 토너먼트",
	"Write a scenario: generated, or one converted to another format":             "시나리오 쓰기: 생성하거나 다른 형식으로 변환",
	"Where a deal of a scenario can lie: its Pareto frontier and solution points": "시나리오의 합의 가능 범위: 파레토 경계와 해",
	"Play one negotiation, and show it offer by offer":                            "협상 한 번을 진행하고 제안별로 보임",
	"Every strategy against every other, on several scenarios":                    "여러 시나리오에서 모든 전략의 맞대결",
	"The strategies: of what each is made, and who proposed it":                   "전략: 구성과 제안자",
}
