-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: library
-- ------------------------------------------------------
-- Server version	8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
SET FOREIGN_KEY_CHECKS = 0;

--
-- Table structure for table `读者`
--

DROP TABLE IF EXISTS `读者`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `读者` (
  `读者编号` int unsigned NOT NULL AUTO_INCREMENT,
  `姓名` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL COMMENT '姓名（必填；例如：张三）',
  `性别` enum('男','女','未知') DEFAULT '未知' COMMENT '性别',
  `手机` char(11) DEFAULT NULL COMMENT '手机号，唯一',
  `押金` decimal(8,2) NOT NULL DEFAULT '0.00' COMMENT '押金',
  `入会年份` year(4) DEFAULT NULL,
  `是否有效` tinyint(1) NOT NULL DEFAULT 1 COMMENT '是否有效: 1 有效, 0 注销',
  `创建时间` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`读者编号`) USING BTREE,
  UNIQUE KEY `uk_手机` (`手机`),
  KEY `idx_姓名` (`姓名`(10))
) ENGINE=InnoDB AUTO_INCREMENT=1024 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='读者;借书证';

LOCK TABLES `读者` WRITE;
INSERT INTO `读者` VALUES (1,'王芳','女','13800000000',99.50,2019,1,'2019-01-01 00:00:00'),(2,'CREATE TABLE `假` (`a` int);','男',NULL,0.00,NULL,0,NULL);
INSERT INTO `读者` VALUES (3,'引号\'和;分号','男',NULL,0.00,NULL,0,NULL);
UNLOCK TABLES;

--
-- Table structure for table `books`
--

DROP TABLE IF EXISTS `books`;
CREATE TABLE `books` (
  `isbn` varchar(20) NOT NULL COMMENT 'ISBN',
  `title` varchar(200) NOT NULL COMMENT '书名',
  `tags` set('小说','历史') DEFAULT NULL COMMENT '标签',
  `price` double(10,2) unsigned DEFAULT NULL COMMENT '定价',
  `cover` longblob,
  `extra` json DEFAULT NULL,
  `price_text` varchar(30) GENERATED ALWAYS AS (concat('¥',`price`)) STORED COMMENT '标价',
  PRIMARY KEY (`isbn`),
  FULLTEXT KEY `ft_title` (`title`) /*!50100 WITH PARSER `ngram` */
) ENGINE=InnoDB COMMENT='图书';

CREATE TABLE IF NOT EXISTS `library`.`loans` (
  `loan_id` bigint NOT NULL,
  `reader_id` int unsigned NOT NULL COMMENT '读者编号',
  `isbn` varchar(20) NOT NULL,
  `days` mediumint(8) unsigned zerofill DEFAULT '00000030' COMMENT 'it''s the days',
  CONSTRAINT `chk_days` CHECK ((`days` > 0))
) ENGINE=InnoDB COMMENT='借阅记录'
/*!50100 PARTITION BY HASH (loan_id) PARTITIONS 4 */;

ALTER TABLE `loans`
  ADD PRIMARY KEY (`loan_id`),
  ADD KEY `idx_reader` (`reader_id`),
  ADD CONSTRAINT `fk_reader` FOREIGN KEY (`reader_id`) REFERENCES `读者` (`读者编号`) ON DELETE CASCADE ON UPDATE NO ACTION,
  ADD CONSTRAINT `fk_book` FOREIGN KEY (`isbn`) REFERENCES `books` (`isbn`);
ALTER TABLE `loans`
  MODIFY `loan_id` bigint NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=5;

DELIMITER ;;
CREATE TRIGGER `t_loans` BEFORE INSERT ON `loans` FOR EACH ROW
BEGIN
  IF NEW.days IS NULL THEN
    SET NEW.days = 30;
  END IF;
END ;;
DELIMITER ;

/*!50001 CREATE VIEW `v_loans` AS SELECT 1 AS `n` */;
CREATE VIEW v2 AS SELECT * FROM loans;
-- Dump completed on 2024-05-01 10:00:00
