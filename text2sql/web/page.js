// The page: asks, shows what comes back as text nodes (never as HTML), and remembers questions in this browser.
"use strict";

const TEXTS = {
  en: {
    ask: "Ask about the tables, in English or Chinese", send: "Ask", tables: "Tables", history: "History",
    forget: "Forget all", run: "Run", fix: "Save as correction", other: "中文", busy: "…", rows: "Rows", noSql: "no SQL", primary: "primary key",
    lost: "The server does not answer. Is t2s web still running?",
    count: (rows, more) => (more ? `the first ${rows} rows; there are more` : rows === 1 ? "1 row" : rows ? `${rows} rows` : "no rows"),
    write: "Write the right SQL here",
    saved: (path, replaced) => `Saved in ${path}${replaced ? ", in place of your earlier correction" : ""}; the next t2s build-data takes it in.`,
    failures: {},
  },
  zh: {
    ask: "用中文或英文提问", send: "提问", tables: "表", history: "历史", forget: "清空", run: "运行", fix: "存为更正", other: "English",
    busy: "…", rows: "数据", noSql: "没有 SQL", primary: "主键", lost: "服务器没有应答。t2s web 还在运行吗？",
    count: (rows, more) => (more ? `前 ${rows} 行，还有更多` : rows ? `${rows} 行` : "没有结果"),
    write: "在这里写出正确的 SQL",
    saved: (path, replaced) => `已存入 ${path}${replaced ? "，替换了先前的更正" : ""}；下次 t2s build-data 会用到它。`,
    failures: {
      NO_SQL: "模型的回答里没有 SQL", PARSE_ERROR: "这不是有效的 SQL", NOT_READ_ONLY: "只运行单个查询语句",
      UNKNOWN_NAME: "SQL 用到了表里没有的名字", TYPE_ERROR: "SQL 混用了不相容的类型", EXECUTION_ERROR: "查询失败",
      TIMEOUT: "查询太久，已停止", MEMORY: "查询占用内存太多，已停止",
    },
  },
};
const KEPT = 50;
const find = (id) => document.getElementById(id);
let language = localStorage.getItem("t2s-language") || (navigator.language.startsWith("zh") ? "zh" : "en");
let asked = JSON.parse(localStorage.getItem("t2s-history") || "[]");
let about = { rows: "", tables: [] };

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function translate() {
  const texts = TEXTS[language];
  document.documentElement.lang = language;
  for (const marked of document.querySelectorAll("[data-text]")) marked.textContent = texts[marked.dataset.text];
  find("language").textContent = texts.other;
  find("rows").textContent = about.rows && `${texts.rows}: ${about.rows}`;
  showSchema();
}

async function call(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    return await (await fetch(path, options)).json();
  } catch {
    return { error: { kind: "LOST", message: TEXTS[language].lost } };
  }
}

function showSchema() {
  find("schema").replaceChildren(...about.tables.map((table, index) => {
    const box = element("details");
    box.open = index < 3;
    const summary = element("summary");
    summary.append(element("b", table.name), " ", element("small", table.comment));
    const list = element("dl");
    for (const column of table.columns) {
      const notes = [column.comment, column.type.toLowerCase(), column.primary_key && TEXTS[language].primary];
      notes.push(...column.references.map((target) => `→ ${target}`));
      const description = element("dd");
      description.append(element("small", notes.filter(Boolean).join(" · ")));
      list.append(element("dt", column.name), description);
    }
    box.append(summary, list);
    return box;
  }));
}

function showHistory() {
  find("history").replaceChildren(...asked.map((question) => {
    const item = element("li");
    const button = element("button", question);
    button.type = "button";
    button.onclick = () => ask(question);
    item.append(button);
    return item;
  }));
  find("forget").hidden = asked.length === 0;
}

function showResult(place, answer) {
  const texts = TEXTS[language];
  if (answer.error) {
    const { kind, message, reason } = answer.error;
    const known = texts.failures[kind];
    place.replaceChildren(element("p", known ? [known, reason].filter(Boolean).join("：") : message, "wrong"));
    return;
  }
  const table = element("table");
  const head = table.createTHead().insertRow();
  answer.columns.forEach((name, index) => head.append(element("th", name, answer.numeric[index] ? "number" : "")));
  const body = table.createTBody();
  for (const row of answer.rows) {
    const line = body.insertRow();
    row.forEach((value, index) => {
      const style = [answer.numeric[index] && "number", value === null && "null"].filter(Boolean).join(" ");
      line.append(element("td", value === null ? "NULL" : value, style));
    });
  }
  place.replaceChildren(table, element("p", texts.count(answer.rows.length, answer.truncated)));
}

async function ask(question) {
  const card = find("answer").content.cloneNode(true).querySelector("article");
  const parts = ["h3", ".sql", "textarea", ".run", ".fix", ".saved", ".result"].map((part) => card.querySelector(part));
  const [title, editor, area, run, fix, saved, place] = parts;
  title.textContent = question;
  editor.hidden = true;
  area.setAttribute("aria-label", "SQL");
  for (const button of [run, fix]) button.textContent = TEXTS[language][button.dataset.text];
  place.append(element("p", TEXTS[language].busy));
  find("answers").prepend(card);
  asked = [question, ...asked.filter((each) => each !== question)].slice(0, KEPT);
  localStorage.setItem("t2s-history", JSON.stringify(asked));
  showHistory();

  find("send").disabled = true;
  const answer = await call("api/ask", { question });
  find("send").disabled = false;
  showResult(place, answer);
  if (!answer.sql && answer.error?.kind !== "NO_SQL") return;
  const was = answer.sql || null;
  area.value = was || "";
  area.placeholder = TEXTS[language].write;
  area.rows = Math.max(2, area.value.split("\n").length, Math.ceil(area.value.length / 70));
  editor.hidden = false;
  // What the model wrote is no correction, and what is saved need not be saved again.
  let kept = area.value.trim();
  const look = () => {
    run.disabled = !area.value.trim();
    fix.disabled = run.disabled || area.value.trim() === kept;
    if (!fix.disabled) saved.hidden = true;
  };
  area.oninput = look;
  look();
  run.onclick = async () => {
    run.disabled = true;
    showResult(place, await call("api/sql", { sql: area.value }));
    look();
  };
  fix.onclick = async () => {
    run.disabled = fix.disabled = true;
    const sql = area.value.trim();
    const found = await call("api/fix", { question, sql, was });
    showResult(place, found);
    if (found.saved) {
      kept = sql;
      saved.textContent = TEXTS[language].saved(found.saved.path, found.saved.replaced !== null);
      saved.hidden = false;
    }
    look();
  };
}

find("ask").onsubmit = (event) => {
  event.preventDefault();
  const question = find("question").value.trim();
  if (!question || find("send").disabled) return;
  find("question").value = "";
  ask(question);
};
find("language").onclick = () => {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("t2s-language", language);
  translate();
};
find("forget").onclick = () => {
  asked = [];
  localStorage.removeItem("t2s-history");
  showHistory();
};

translate();
showHistory();
call("api/about").then((answer) => {
  if (answer.error) return find("rows").replaceChildren(answer.error.message);
  about = answer;
  return translate();
});
