// The page: filters the questions, which stand in it as text, and turns English into Chinese and back.
"use strict";

const find = (id) => document.getElementById(id);
const questions = [...document.querySelectorAll("#questions .question")];
const marked = [...document.querySelectorAll("[data-zh]")];
for (const each of marked) each.dataset.en = each.textContent;
let language = navigator.language.startsWith("zh") ? "zh" : "en";

function filter() {
  const words = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdict = find("verdict").value;
  const slice = find("slice").value;
  const change = find("moved")?.value ?? "";
  let count = 0;
  for (const each of questions) {
    const { verdict: kind, slices, change: moved, words: text } = each.dataset;
    const fits =
      (!verdict || (verdict === "-" ? kind !== "CORRECT" : kind === verdict)) &&
      (!slice || slices.split("\n").includes(slice)) &&
      (!change || moved === change) &&
      words.every((word) => text.includes(word));
    each.hidden = !fits;
    count += fits;
  }
  find("shown").textContent = `${count} / ${questions.length}`;
}

function translate() {
  document.documentElement.lang = language;
  for (const each of marked) each.textContent = each.dataset[language];
  find("language").textContent = language === "zh" ? "English" : "中文";
  find("search").placeholder = language === "zh" ? "搜索问题、SQL、结果" : "search questions, SQL, rows";
}

find("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  translate();
});
find("filter").addEventListener("submit", (event) => event.preventDefault());
for (const event of ["input", "change"]) find("filter").addEventListener(event, filter);
// What changed interests more than what is wrong; without a miss there is something to see, too.
if (find("moved") || !questions.some((each) => each.dataset.verdict !== "CORRECT")) find("verdict").value = "";
for (const id of ["filter", "language"]) find(id).hidden = false;
translate();
filter();
