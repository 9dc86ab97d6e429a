"""Money matters: insurance, banking, funds, charity, accounting."""

from text2sql.lexicon.entries import category, code, date, domain, entity, flag, measure, named
from text2sql.lexicon.types import Scale

# One entry a line, to be read as a table.
# fmt: off

CONCEPTS = (
    code("policy_no", "保单号", "policy number", "policy policy_code baodanhao", "code:P##########"),
    named("policy_holder", "投保人", "policy holder, policyholder", "policyholder holder_name insured_person toubaoren", "person"),
    category("insurance_product", "险种 保险类型", "insurance type, line of insurance", "insurance_line policy_type xianzhong", "车险 寿险 意外险 家财险 旅行险", "car, life, accident, home, travel"),
    measure("premium", "保费", "premium", "premium_amount baofei", Scale.HIGH, (100, 30000, 10), "元 yuan", additive=True),
    measure("coverage_amount", "保额 保险金额", "sum insured, coverage", "sum_insured coverage insured_amount baoe", Scale.HIGH, (1, 1000, 1), "万元 10k yuan", additive=True),
    measure("claim_amount", "理赔金额 索赔金额", "claim amount, amount claimed", "claimed claim_sum lipei_jine", Scale.HIGH, (200, 200000, 10), "元 yuan", additive=True),
    measure("paid_amount", "赔付金额 实付金额", "amount paid, payout", "payout paid_sum peifu_jine", Scale.HIGH, (0, 180000, 10), "元 yuan", additive=True),
    measure("deductible", "免赔额", "deductible, excess", "excess mianpeie", Scale.HIGH, (0, 5000, 100), "元 yuan"),
    measure("policy_years", "保险期限 保障年限", "policy term, term in years", "policy_term cover_years baozhang_nianxian", Scale.LONG, (1, 30, 1), "年 years"),
    category("claim_cause", "出险原因", "cause of loss, cause", "loss_cause accident_cause chuxian_yuanyin", "碰撞 水淹 盗窃 火灾 摔伤", "collision, flood, theft, fire, fall"),
    date("claim_date", "报案日期 理赔日期", "claim date, date of claim", "claimed_on report_date baoan_riqi"),
    code("account_no", "账号 账户号", "account number", "acct_no account zhanghao", "code:62##########"),
    category("account_type", "账户类型", "account type", "acct_type zhanghu_leixing", "活期 定期 信用卡 理财 对公", "current, savings, credit, fixed deposit, business"),
    measure("interest_rate", "利率 年利率", "interest rate", "int_rate apr lilv", Scale.HIGH, (0.3, 12, 0.01), "% %"),
    measure("loan_amount", "贷款金额 贷款额", "loan amount, amount borrowed", "loan_sum borrowed principal_amount daikuan_jine", Scale.HIGH, (1, 500, 1), "万元 10k yuan", additive=True),
    measure("loan_months", "贷款期限 还款期数", "loan term, term in months", "loan_term term_months periods_count daikuan_qixian", Scale.LONG, (6, 360, 6), "个月 months"),
    measure("credit_score", "信用分 信用评分", "credit score", "credit_rating_score credit_points xinyongfen", Scale.HIGH, (350, 850, 1), "分 points"),
    measure("credit_limit", "信用额度", "credit limit", "limit_amount card_limit xinyong_edu", Scale.HIGH, (1000, 200000, 1000), "元 yuan", additive=True),
    measure("monthly_income", "月收入", "monthly income, income per month", "income_monthly month_income yueshouru", Scale.HIGH, (2000, 80000, 100), "元 yuan"),
    category("transaction_type", "交易类型", "transaction type", "txn_type trans_kind jiaoyi_leixing", "存款 取款 转账 消费 还款", "deposit, withdrawal, transfer, payment, refund"),
    measure("txn_amount", "交易金额", "transaction amount", "trans_amount txn_amt jiaoyi_jine", Scale.HIGH, (1, 90000, 0.01), "元 yuan", additive=True),
    named("bank_branch", "支行名称 支行", "bank branch, branch", "branch sub_branch zhihang", "coined", "支行 分行 营业部", "Branch, Square Branch, Office"),
    measure("deposits", "存款余额 存款总额", "deposits, total deposits", "deposit_total total_deposits cunkuan", Scale.HIGH, (100, 90000, 10), "万元 10k yuan", additive=True),
    category("risk_level", "风险等级", "risk level, risk", "risk risk_grade fengxian_dengji", "低风险 中低风险 中风险 中高风险 高风险", "low, moderate, medium, high, very high"),
    named("fund_name", "基金名称 基金", "fund, fund name", "fund jijin", "coined", "成长混合 价值精选 稳健债券 指数 货币", "Growth Fund, Value Fund, Bond Fund, Index Fund"),
    code("fund_code", "基金代码", "fund code", "fund_no jijin_daima", "code:######"),
    measure("net_value", "单位净值 净值", "net asset value, nav", "nav unit_value jingzhi", Scale.HIGH, (0.4, 8, 0.01), "元 yuan"),
    measure("annual_return", "年化收益率 收益率", "annual return, return", "yearly_return yield_rate shouyilv", Scale.HIGH, (-25, 45, 0.1), "% %"),
    measure("fund_size", "基金规模", "fund size, assets under management", "aum scale_amount jijin_guimo", Scale.LARGE, (0.5, 400, 0.1), "亿元 100m yuan", additive=True),
    measure("shares", "持有份额 份额", "shares, units held", "units share_count fene", Scale.MANY, (100, 90000, 10), "份 shares", additive=True),
    measure("management_fee", "管理费率", "management fee", "mgmt_fee guanli_feilv", Scale.HIGH, (0.1, 2, 0.01), "% %"),
    named("charity_name", "公益组织 机构名称 基金会", "charity, organisation", "charity foundation ngo gongyi_zuzhi", "coined", "基金会 公益中心 志愿者协会", "Foundation, Trust, Aid, Relief"),
    named("donor_name", "捐赠人 捐款人", "donor, donor name", "donor giver juanzengren", "person"),
    measure("donation_amount", "捐款金额 捐赠金额", "donation amount, amount donated", "donated donation_sum juankuan_jine", Scale.HIGH, (10, 100000, 10), "元 yuan", additive=True),
    measure("volunteer_hours", "志愿时长 服务时长", "volunteer hours, hours volunteered", "vol_hours service_hours zhiyuan_shichang", Scale.LONG, (1, 400, 0.5), "小时 hours", additive=True),
    measure("beneficiaries", "受益人数 帮扶人数", "beneficiaries, people helped", "people_helped beneficiary_count shouyi_renshu", Scale.MANY, (5, 9000, 1), "人 people", additive=True),
    measure("target_amount", "目标金额 筹款目标", "fundraising target, target", "goal_amount fund_goal mubiao_jine", Scale.HIGH, (1000, 500000, 1000), "元 yuan", additive=True),
    measure("raised_amount", "已筹金额", "amount raised, money raised", "raised raised_sum yichou_jine", Scale.HIGH, (0, 480000, 10), "元 yuan", additive=True),
    category("cause_area", "公益领域 救助领域", "cause, cause area", "charity_cause focus_area gongyi_lingyu", "助学 环保 救灾 养老 动物保护", "education, environment, disaster relief, elderly, animals"),
    flag("is_anonymous", "匿名 匿名捐赠", "anonymous", "anonymous anon_flag niming"),
    code("voucher_no", "凭证号", "voucher number", "voucher pingzhenghao", "code:PZ-####"),
    category("account_subject", "会计科目", "account, ledger account", "ledger_account acct_subject kuaiji_kemu", "应收账款 应付账款 银行存款 主营业务收入 管理费用", "receivables, payables, cash, sales, overheads"),
    measure("debit", "借方金额", "debit, debit amount", "debit_amount jiefang", Scale.HIGH, (0, 90000, 0.01), "元 yuan", additive=True),
    measure("credit_side", "贷方金额", "credit amount", "credit_amount daifang", Scale.HIGH, (0, 90000, 0.01), "元 yuan", additive=True),
    measure("invoice_amount", "开票金额 发票金额", "invoice amount, amount billed", "billed_amount invoice_sum kaipiao_jine", Scale.HIGH, (100, 200000, 0.01), "元 yuan", additive=True),
    measure("overdue_days", "逾期天数", "days overdue, overdue days", "days_overdue late_days yuqi_tianshu", Scale.LONG, (0, 120, 1), "天 days"),
)

ENTITIES = (
    *domain(
        "insurance",
        entity("policy", "保单", "policy/policies, insurance policy/insurance policies", "policies policy insurance_policies baodan", "份", "", "policy_no policy_holder insurance_product premium coverage_amount start_date end_date policy_years status payment_method deductible risk_level", "insurance_agent"),
        entity("claim", "理赔案件 理赔记录", "claim/claims", "claims claim insurance_claims lipei", "起", "", "claim_date claim_amount paid_amount claim_cause status handling_days operator remark", "policy", event=True),
        entity("insurance_agent", "保险代理人 业务员", "insurance agent/insurance agents, agent/agents", "insurance_agents agents yewuyuan", "名", "person_name", "gender age phone city commission work_years level hire_date rating", person=True),
    ),
    *domain(
        "banking",
        entity("bank_branch", "支行 网点", "bank branch/bank branches, branch/branches", "bank_branches branches zhihang", "家", "bank_branch", "city district address phone people_count deposits founded_year manager_name"),
        entity("account_holder", "储户 银行客户", "account holder/account holders", "account_holders bank_clients chuhu", "位", "person_name", "gender age phone city monthly_income credit_score job_title register_date risk_level marital_status", "bank_branch", person=True),
        entity("account", "账户 银行账户", "account/accounts", "accounts account bank_accounts zhanghu", "个", "", "account_no account_type balance interest_rate created_date status currency credit_limit", "account_holder bank_branch"),
        entity("bank_transaction", "交易流水 交易记录", "transaction/transactions", "transactions txn bank_transactions jiaoyi_liushui", "笔", "", "event_time transaction_type txn_amount balance source currency remark", "account", event=True),
        entity("bank_loan", "贷款", "loan/loans", "bank_loans loans daikuan", "笔", "", "loan_amount interest_rate loan_months start_date status risk_level overdue_days type", "account_holder", event=True),
    ),
    *domain(
        "funds",
        entity("fund", "基金", "fund/funds", "funds fund jijin", "只", "fund_name", "fund_code net_value annual_return fund_size management_fee risk_level founded_year manager_name type company_name"),
        entity("holding", "持仓记录 持仓", "holding/holdings, position/positions", "holdings positions chicang", "条", "", "shares purchase_date cost profit annual_return", "fund investor", event=True),
        entity("investor", "投资者 投资人", "investor/investors", "investors investor touziren", "位", "person_name", "gender age city risk_level monthly_income register_date phone is_verified", person=True),
    ),
    *domain(
        "charity",
        entity("charity", "公益组织 慈善机构", "charity/charities", "charities charity foundations cishan", "家", "charity_name", "city founded_year cause_area people_count website phone rating"),
        entity("charity_project", "公益项目 筹款项目", "charity project/charity projects, campaign/campaigns", "campaigns charity_projects gongyi_xiangmu", "个", "project_title", "cause_area target_amount raised_amount start_date end_date beneficiaries status province", "charity"),
        entity("donation", "捐款记录 捐赠", "donation/donations", "donations donation juankuan", "笔", "", "donation_amount event_date payment_method is_anonymous source donor_name city", "charity_project", event=True),
        entity("volunteer", "志愿者", "volunteer/volunteers", "volunteers volunteer zhiyuanzhe", "名", "person_name", "gender age phone city volunteer_hours register_date education points hobby", "charity", person=True),
    ),
    *domain(
        "accounting",
        entity("invoice", "发票", "invoice/invoices", "invoices invoice fapiao", "张", "", "invoice_no invoice_amount tax event_date due_date status is_paid overdue_days company_name", "business_partner", event=True),
        entity("business_partner", "往来单位 合作单位", "business partner/business partners", "business_partners partners wanglai_danwei", "家", "company_name", "city contact_person phone credit_limit balance level founded_year"),
        entity("ledger_entry", "凭证 记账凭证", "ledger entry/ledger entries, voucher/vouchers", "ledger_entries vouchers journal pingzheng", "笔", "", "voucher_no account_subject debit credit_side event_date operator remark", "", event=True),
        entity("expense_claim", "报销单 报销记录", "expense claim/expense claims", "expense_claims reimbursements baoxiao", "笔", "", "amount type event_date status responsible_dept operator reason payment_date", "", event=True),
    ),
)
