USE [School]
GO
/****** Object:  Table [dbo].[Students]    Script Date: 2024/5/1 10:00:00 ******/
SET ANSI_NULLS ON
GO
SET QUOTED_IDENTIFIER ON
GO
CREATE TABLE [dbo].[Students](
	[Id] [int] IDENTITY(1,1) NOT NULL,
	[Name] [nvarchar](50) COLLATE Chinese_PRC_CI_AS NOT NULL,
	[Gender] [nchar](1) NULL,
	[Birthday] [datetime2](7) NULL,
	[Height] [decimal](5, 2) NULL,
	[Fee] [money] NULL,
	[Active] [bit] NOT NULL CONSTRAINT [DF_Active] DEFAULT ((1)),
	[RowId] [uniqueidentifier] ROWGUIDCOL NOT NULL,
	[Remark] [nvarchar](max) NULL,
	[Version] [timestamp] NOT NULL,
	[Node] [hierarchyid] NULL,
	[Half] AS ([Height]/(2)) PERSISTED,
 CONSTRAINT [PK_Students] PRIMARY KEY CLUSTERED
(
	[Id] ASC
)WITH (PAD_INDEX = OFF, STATISTICS_NORECOMPUTE = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY],
 CONSTRAINT [UQ_Students_RowId] UNIQUE NONCLUSTERED ([RowId] ASC) ON [PRIMARY]
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
GO
INSERT [dbo].[Students] ([Id], [Name]) VALUES (1, N'李雷; GO')
INSERT [dbo].[Students] ([Id], [Name]) VALUES (2, N'CREATE TABLE x (a int)')
GO
CREATE TABLE [dbo].[Course Scores](
	[StudentId] [int] NOT NULL,
	[Course] [varchar](30) NOT NULL,
	[Score] [numeric](5, 1) NULL,
	[Level] [tinyint] NULL,
PRIMARY KEY CLUSTERED ([StudentId] ASC, [Course] ASC)
)
CREATE TABLE dbo.Teachers (
	Id int NOT NULL PRIMARY KEY,
	Name nvarchar(50) NOT NULL, -- 姓名
	[Mentor Id] int NULL FOREIGN KEY REFERENCES dbo.Teachers(Id) -- 导师编号
)
GO
ALTER TABLE [dbo].[Students] ADD  CONSTRAINT [DF_Birthday]  DEFAULT (getdate()) FOR [Birthday]
GO
ALTER TABLE [dbo].[Course Scores]  WITH CHECK ADD  CONSTRAINT [FK_Scores_Students] FOREIGN KEY([StudentId])
REFERENCES [dbo].[Students] ([Id])
ON DELETE CASCADE
GO
ALTER TABLE [dbo].[Course Scores] CHECK CONSTRAINT [FK_Scores_Students]
GO
ALTER TABLE [dbo].[Students]  WITH NOCHECK ADD  CONSTRAINT [CK_Gender] CHECK  (([Gender]=N'女' OR [Gender]=N'男'))
GO
CREATE UNIQUE NONCLUSTERED INDEX [IX_Name] ON [dbo].[Students] ([Name] ASC) WHERE ([Name] IS NOT NULL)
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'学生' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Students'
GO
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'姓名' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Students', @level2type=N'COLUMN',@level2name=N'Name'
GO
EXECUTE sp_addextendedproperty 'MS_Description', N'分数', 'SCHEMA', N'dbo', 'TABLE', N'Course Scores', 'COLUMN', N'Score'
GO
CREATE PROCEDURE [dbo].[Report] AS
BEGIN
	CREATE TABLE #totals (a int);
	SELECT 1;
END
GO
