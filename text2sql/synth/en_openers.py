"""How English questions begin, and what stands before and behind them: openers, greetings, thanks."""

from text2sql.synth.en_composed import Composed

# Alternatives of equal weight: the plain ones are repeated.
_SHOW = (
    "[[|||please |pls |kindly ][list|list|show|show|show me|show me|find|find|give me|give me|get|get me|return|display|output|pull up|fetch|print|write down|look up|bring up|dig up"
    "|pick out|name|report|provide|retrieve|collect|compile|put together|extract|query|present|print out|read out|send me|select|hand me|note down|state]"
    "|[can|could|would|will] you [|please |kindly |quickly ][list|show me|give me|find|pull up|get me|tell me|look up|send me|put together|dig up]"
    "|[can|may|could] I [get|see|have|ask for]|[can|could] we [get|see|have|look at]"
    "|[I need|I want|I'd like|we need|I want to see|I would like to see|I'm looking for|let me see|let's see|let me have|we'd like|we want to see|I'd like to see|I'm after|I'm interested in|I have to see"
    "|I'm trying to find|help me find|I'd love to see|the office needs|we are asked for|someone asked me for|for a report I need|would you mind [listing|showing me|giving me|looking up]]"
    "|tell me|find me|gimme|lemme see|show us|give us|get us|let us see|help me list|pull]"
)
_WHATS = (
    "[what is|what is|what is|what's|what's|what was|[|please |kindly ][tell me|give me|find|show me|calculate|compute|get|work out|determine|figure out|report|state|look up|check|provide]"
    "|[can|could|would] you [tell me|give me|calculate|find|work out|figure out|check|look up]|I'd like to know|I need|I want to know|let me know|what would be|we need|we'd like to know|gimme"
    "|I'm interested in|I'd like to see|do you have|help me [find|work out|calculate]|what do we have as|remind me of|what might be|[can|could] I [get|have|see]]"
)
_WONDER = (
    "[[can|could|would] you [|please ][tell me|say|find out|check|let me know]|I'd like to know|I want to know|do you know|tell me|please tell me|I wonder|any idea"
    "|let me know|I need to know|I was wondering|help me find out|we'd like to know|we need to know|do you happen to know|I have to know|I'm curious|I'd love to know|find out|please find out|please check|say"
    "|I'm trying to find out|would you know|do we know|can anyone tell me|I'm asked|it would help to know|please let me know]"
)
_WANT = (
    "[[can|could|would] you [|please ][tell me|give me|get me|look up|find me|check]|I'd like to know|I want to know|tell me|please tell me|let me know"
    "|I need to know|I need|I'd like|we need|I'd like to see|gimme|I'm interested in|I have to look up|[can|could|may] I have|we'd like to know|do you have|I want|I'm after]"
)
_SCOPE = (
    "among|for|for|for|considering only|counting only|looking only at|across|just for|among all|if we only look at|only counting|when it comes to|in the case of|only for"
    "|limited to|restricted to|just among|taking just|for just"
)
_BEFORE = (
    "among|for|for|looking at|considering only|of all|out of the|across|taking only|among the|when it comes to|in the case of|if we take|if you look at|if we only count|regarding|concerning|as for"
    "|just for|only for|counting only|focusing on|limiting it to|of the|taking all|with regard to|for all|for the"
)
_GREETING = (
    "hi, |hey, |hello, |please tell me: |quick question: |question: |ok, |so, |right, |good morning, |sorry to bother you, |excuse me, |one more thing: |next: |also, |well, |tell me, |just checking: "
    "|for the report: |dear colleague, |morning! |quick: |could you help? |I have a question: |now, |and |then |ah, |hi there, "
)
_THANKS = " please|, please|, thanks| pls|, thank you|, if possible|, if you can|, many thanks|, thanks in advance|, when you have a minute|, for the report|, right now|, quickly|, cheers"


class Openers(Composed):
    """Says what leads into a question and out of it."""

    def show(self) -> str:
        """Before what is to be listed."""
        return self.form(_SHOW)

    def whats(self) -> str:
        """Before one number."""
        return self.form(_WHATS)

    def what_are(self) -> str:
        """Before several."""
        return self.form("[what are|what are|what were|{show}|{show}]")

    def wonder(self) -> str:
        """Before an indirect question: could you tell me what the total is."""
        return self.form(_WONDER)

    def want(self) -> str:
        """Before a noun that is asked for: I'd like to know the total."""
        return self.form(_WANT)

    def scope(self) -> str:
        """The conditions behind a sentence: among members in Berlin; empty if there are none."""
        if not self.d.conditions:
            return f"across all {self.many}" if self._wants_rows else ""
        return f"{self.one(_SCOPE)} {self.who()}"

    def before(self) -> str:
        """The same before the sentence, with a comma."""
        if not self.d.conditions:
            return f"among all {self.many}," if self._wants_rows else ""
        return f"{self.one(_BEFORE)} {self.who()},"

    _wants_rows = False

    def who(self) -> str:
        """The rows that meet the conditions: students in class 3 with math above 90."""
        return self.rows_of(self.d.conditions, self.many)

    def greeted(self, sentence: str) -> str:
        """The sentence, sometimes with a greeting or thanks."""
        roll = self.rng.random()
        if roll < 0.04:
            return self.one(_GREETING) + sentence
        if roll < 0.07 and sentence[-1] not in "?.!":
            return sentence + self.one(_THANKS)
        return sentence
