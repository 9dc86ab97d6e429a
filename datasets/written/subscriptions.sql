CREATE TABLE subscriptions (
    subscription_id INTEGER PRIMARY KEY,
    customer VARCHAR(60) NOT NULL,
    country VARCHAR(30),
    plan VARCHAR(20) CHECK (plan IN ('free', 'basic', 'pro', 'enterprise')),
    billing_cycle VARCHAR(10) CHECK (billing_cycle IN ('monthly', 'yearly')),
    seats INTEGER,
    monthly_fee DECIMAL(10, 2),
    discount_percent INTEGER,
    start_date DATE,
    end_date DATE,
    auto_renew VARCHAR(3) CHECK (auto_renew IN ('yes', 'no')),
    payment_method VARCHAR(20) CHECK (payment_method IN ('card', 'invoice', 'paypal')),
    unpaid_amount DECIMAL(10, 2),
    support_tickets INTEGER,
    status VARCHAR(12) CHECK (status IN ('active', 'paused', 'cancelled', 'trial'))
);
