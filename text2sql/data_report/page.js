// The page: turns English into Chinese and back.
"use strict";

const marked = [...document.querySelectorAll("[data-zh]")];
for (const each of marked) each.dataset.en = each.textContent;
const button = document.getElementById("language");
let language = navigator.language.startsWith("zh") ? "zh" : "en";

function translate() {
  document.documentElement.lang = language;
  for (const each of marked) each.textContent = each.dataset[language];
  button.textContent = language === "zh" ? "English" : "中文";
}

button.addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  translate();
});
button.hidden = false;
translate();
