-- 医院门诊：科室、医生、患者、挂号与处方（MySQL 写法）
CREATE TABLE IF NOT EXISTS `departments` (
    `dept_id`   INT NOT NULL AUTO_INCREMENT COMMENT '科室编号',
    `dept_name` VARCHAR(40) NOT NULL COMMENT '科室名称',
    `floor`     INT COMMENT '所在楼层',
    `beds`      INT COMMENT '床位数',
    PRIMARY KEY (`dept_id`),
    UNIQUE KEY `uk_dept_name` (`dept_name`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = '科室';

CREATE TABLE IF NOT EXISTS `doctors` (
    `doctor_id`   INT NOT NULL AUTO_INCREMENT COMMENT '医生编号',
    `doctor_name` VARCHAR(40) NOT NULL COMMENT '医生姓名',
    `gender`      ENUM('男', '女') COMMENT '性别',
    `title`       VARCHAR(20) COMMENT '职称',
    `dept_id`     INT NOT NULL COMMENT '所属科室编号',
    `fee`         DECIMAL(6, 2) COMMENT '挂号费',
    `hire_date`   DATE COMMENT '入职日期',
    PRIMARY KEY (`doctor_id`),
    CONSTRAINT `fk_doctor_dept` FOREIGN KEY (`dept_id`) REFERENCES `departments` (`dept_id`)
) ENGINE = InnoDB COMMENT = '医生';

CREATE TABLE IF NOT EXISTS `patients` (
    `patient_id`   INT NOT NULL AUTO_INCREMENT COMMENT '患者编号',
    `patient_name` VARCHAR(40) NOT NULL COMMENT '患者姓名',
    `gender`       ENUM('男', '女') COMMENT '性别',
    `age`          INT COMMENT '年龄',
    `city`         VARCHAR(30) COMMENT '城市',
    `insurance`    VARCHAR(20) COMMENT '医保类型',
    PRIMARY KEY (`patient_id`)
) ENGINE = InnoDB COMMENT = '患者';

CREATE TABLE IF NOT EXISTS `visits` (
    `visit_id`   INT NOT NULL AUTO_INCREMENT COMMENT '就诊编号',
    `patient_id` INT NOT NULL COMMENT '患者编号',
    `doctor_id`  INT NOT NULL COMMENT '医生编号',
    `visit_date` DATE NOT NULL COMMENT '就诊日期',
    `diagnosis`  VARCHAR(60) COMMENT '诊断结果',
    `cost`       DECIMAL(10, 2) COMMENT '费用',
    PRIMARY KEY (`visit_id`),
    FOREIGN KEY (`patient_id`) REFERENCES `patients` (`patient_id`),
    FOREIGN KEY (`doctor_id`) REFERENCES `doctors` (`doctor_id`)
) ENGINE = InnoDB COMMENT = '就诊记录';
