CREATE TABLE Students (
    Id INTEGER NOT NULL,
    Name VARCHAR NOT NULL,
    Gender VARCHAR CHECK (Gender IN ('女', '男')),
    Birthday TIMESTAMP,
    Height DECIMAL(5, 2),
    Fee DECIMAL(19, 4),
    Active BOOLEAN NOT NULL,
    RowId UUID NOT NULL,
    Remark VARCHAR,
    Version BLOB NOT NULL,
    Node VARCHAR,
    Half DOUBLE,
    PRIMARY KEY (Id),
    UNIQUE (RowId)
);

CREATE TABLE "Course Scores" (
    StudentId INTEGER NOT NULL,
    Course VARCHAR NOT NULL,
    Score DECIMAL(5, 1),
    Level INTEGER,
    PRIMARY KEY (StudentId, Course),
    FOREIGN KEY (StudentId) REFERENCES Students (Id)
);

CREATE TABLE Teachers (
    Id INTEGER NOT NULL,
    Name VARCHAR NOT NULL,
    "Mentor Id" INTEGER,
    PRIMARY KEY (Id),
    FOREIGN KEY ("Mentor Id") REFERENCES Teachers (Id)
);

COMMENT ON TABLE Students IS '学生';
COMMENT ON COLUMN Students.Name IS '姓名';
COMMENT ON COLUMN "Course Scores".Score IS '分数';
COMMENT ON COLUMN Teachers.Name IS '姓名';
COMMENT ON COLUMN Teachers."Mentor Id" IS '导师编号';
