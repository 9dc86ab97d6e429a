CREATE TABLE expense_claims (
    claim_id INTEGER PRIMARY KEY,
    employee VARCHAR(60) NOT NULL,
    cost_center VARCHAR(30),
    category VARCHAR(20) CHECK (category IN ('travel', 'meals', 'lodging', 'supplies', 'training', 'entertainment')),
    merchant VARCHAR(60),
    amount DECIMAL(10, 2),
    tax DECIMAL(10, 2),
    spent_on DATE,
    submitted_on DATE,
    paid_on DATE,
    has_receipt BOOLEAN,
    approver VARCHAR(60),
    status VARCHAR(12) CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'paid'))
);
