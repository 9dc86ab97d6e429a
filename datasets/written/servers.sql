CREATE TABLE servers (
    server_id INTEGER PRIMARY KEY,
    hostname VARCHAR(60) NOT NULL,
    datacenter VARCHAR(30),
    role VARCHAR(20) CHECK (role IN ('web', 'database', 'cache', 'backup')),
    os VARCHAR(40),
    cpu_cores INTEGER,
    ram_gb INTEGER,
    disk_gb INTEGER,
    monthly_cost DECIMAL(10, 2),
    owner VARCHAR(40),
    status VARCHAR(20) CHECK (status IN ('running', 'stopped', 'maintenance', 'retired')),
    installed_on DATE
);

CREATE TABLE incidents (
    incident_id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL,
    severity VARCHAR(10) CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    cause VARCHAR(40),
    opened_on DATE,
    closed_on DATE,
    downtime_minutes INTEGER,
    engineer VARCHAR(40),
    FOREIGN KEY (server_id) REFERENCES servers (server_id)
);
